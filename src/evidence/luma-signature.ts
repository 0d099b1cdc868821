/** Cells a side of the grid that a picture is averaged into. */
export const GRID = 16;

/** Levels (of 255) between neighbouring cells below which they count as equal: codecs and scaling move a mean by less. */
const EQUAL = 2;
/** Two pictures with hardly an edge in them are compared over at least so many bits. */
const FEWEST_BITS = 24;
const PAIRS = (GRID - 1) * GRID;

/**
 * What is left of a picture to know it again by: for each pair of horizontal neighbours among 16 x 16 cells, whether the right one is
 * brighter, darker, or about the same. 480 bits, of which no face can be made out.
 *
 * @param grid mean greys (0 to 255) of 16 x 16 cells, row by row.
 * @returns 120 hex digits: a bit for each pair whose right cell is brighter, then one for each whose right cell is darker.
 */
export function lumaSignature(grid: ArrayLike<number>): string {
  const bits = new Uint8Array((2 * PAIRS) / 8);
  const set = (bit: number) => {
    bits[bit >> 3]! |= 0x80 >> (bit & 7);
  };
  for (let y = 0, pair = 0; y < GRID; y++) {
    for (let x = 1; x < GRID; x++, pair++) {
      const step = grid[y * GRID + x]! - grid[y * GRID + x - 1]!;
      if (step > EQUAL) set(pair);
      else if (step < -EQUAL) set(PAIRS + pair);
    }
  }
  return Array.from(bits, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** How far two signatures are apart: 0 (the same) to 1 (not an edge in common). */
export function signatureDistance(one: string, other: string): number {
  let differing = 0;
  let either = 0;
  for (let i = 0; i < one.length; i++) {
    const a = Number.parseInt(one[i]!, 16);
    const b = Number.parseInt(other[i] ?? '0', 16);
    differing += bitsIn(a ^ b);
    either += bitsIn(a | b);
  }
  return differing / Math.max(FEWEST_BITS, either);
}

function bitsIn(nibble: number): number {
  return (nibble & 1) + ((nibble >> 1) & 1) + ((nibble >> 2) & 1) + ((nibble >> 3) & 1);
}

/** Mean greys of 16 x 16 cells, of RGBA pixels (ITU-R BT.601). Both sides have at least 16 pixels. */
export function lumaGrid(rgba: Uint8ClampedArray, width: number, height: number): Float32Array {
  const grid = new Float32Array(GRID * GRID);
  const edge = (cell: number, side: number) => Math.floor((cell * side) / GRID);
  for (let cell = 0; cell < grid.length; cell++) {
    const [column, row] = [cell % GRID, Math.floor(cell / GRID)];
    const [left, right] = [edge(column, width), edge(column + 1, width)];
    const [top, bottom] = [edge(row, height), edge(row + 1, height)];
    let sum = 0;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const p = 4 * (y * width + x);
        sum += 0.299 * rgba[p]! + 0.587 * rgba[p + 1]! + 0.114 * rgba[p + 2]!;
      }
    }
    grid[cell] = sum / ((right - left) * (bottom - top));
  }
  return grid;
}
