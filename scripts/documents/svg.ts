import type { Size } from './perspective.ts';

/** An SVG of this size, as sharp reads it. */
export function svg({ width, height }: Size, content: string): Buffer {
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`);
}
