/** Consecutive frames of one recording. */
export interface Clip {
  readonly name: string;
  /** Paths in the order of their numbers. */
  readonly frames: readonly string[];
}

/** Takes paths whose names differ in their last number alone for the frames of a clip: `a/1_9.jpg` and `a/1_10.jpg` are two of `a/1`. */
export function clipsOf(paths: readonly string[]): Clip[] {
  const byName = new Map<string, { number: number; path: string }[]>();
  for (const path of paths) {
    const parts = /^(.*?)[ _-]?(\d+)\.\w+$/.exec(path);
    if (!parts) continue;
    const [, name = '', number] = parts;
    const frames = byName.get(name) ?? [];
    byName.set(name, frames);
    frames.push({ number: Number(number), path });
  }
  return [...byName]
    .map(([name, frames]) => ({ name, frames: frames.sort((a, b) => a.number - b.number).map(({ path }) => path) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
