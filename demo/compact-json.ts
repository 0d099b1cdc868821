const LINE_WIDTH = 84;

/**
 * JSON with two-space indentation, in which whatever fits on one line stays on one line:
 * 68 landmarks take 68 lines and not 272.
 */
export function compactJson(value: unknown, indentation = ''): string {
  const flat = JSON.stringify(value);
  if (flat === undefined) return 'null';
  if (typeof value !== 'object' || value === null) return flat;

  const airy = onOneLine(value);
  if (indentation.length + airy.length <= LINE_WIDTH) return airy;

  const inner = `${indentation}  `;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => `${inner}${compactJson(item, inner)}`);
    return `[\n${items.join(',\n')}\n${indentation}]`;
  }
  const members = present(value).map(
    ([key, member]) => `${inner}${JSON.stringify(key)}: ${compactJson(member, inner)}`,
  );
  return `{\n${members.join(',\n')}\n${indentation}}`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = present(value).map(([key, member]) => `${JSON.stringify(key)}: ${onOneLine(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function present(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}
