const LINE_WIDTH = 84;

/**
 * JSON with two-space indentation, in which whatever fits on one line stays on one line:
 * 468 landmarks take 468 lines and not 1,872.
 */
export function compactJson(value: unknown): string {
  const flat = JSON.stringify(value);
  return flat === undefined ? '' : write(JSON.parse(flat), '');
}

function write(value: unknown, indentation: string): string {
  const line = onOneLine(value);
  if (typeof value !== 'object' || value === null || indentation.length + line.length <= LINE_WIDTH) return line;
  const inner = `${indentation}  `;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => `${inner}${write(item, inner)}`);
    return `[\n${items.join(',\n')}\n${indentation}]`;
  }
  const members = Object.entries(value).map(
    ([key, member]) => `${inner}${JSON.stringify(key)}: ${write(member, inner)}`,
  );
  return `{\n${members.join(',\n')}\n${indentation}}`;
}

function onOneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${onOneLine(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
