/** Rows of a strip, from outside of the document to its inside. */
export const ROWS = 48;
/** Stretches along a strip of which each has a distribution over the rows. */
export const STRETCHES = 32;

/** Rows about the most probable one that its position is the mean of: the border, and not what is like it elsewhere. */
const REACH = 4;
/** Share of its distribution in these rows below which a stretch says nothing; evenly spread it would be 0.19. */
const LEAST_CERTAINTY = 0.35;
/** How far stretches lie from a line that they agree with, in rows. */
const TOLERANCE = 1.5;
/** Share of the stretches, by their certainty, that have to agree on a line. */
const LEAST_SUPPORT = 0.4;
/** The farthest that a border is believed to lie from where it was taken to be, in rows: nearer to the edge of the strip more is cut off than is seen. */
const FARTHEST = 20;

/** A border in its strip: rows that it lies further inside than the middle, at the start and at the end of the side. */
export interface BorderLine {
  readonly start: number;
  readonly end: number;
  /** How many of the stretches agree on it, each counted as far as it is certain. */
  readonly support: number;
}

interface Stretch {
  /** 0 at the start of the side to 1 at its end. */
  readonly at: number;
  readonly row: number;
  readonly certainty: number;
}

/**
 * The straight line that the stretches of a strip agree on: of the lines through any two of them the one with the most support, then
 * least squares over what supports it.
 *
 * @param offsets `[48, 32]`: for each stretch how probable it is that the border lies in a row.
 * @param isVisible whether the picture shows a stretch; what lies outside is not asked.
 * @returns nothing where the network is unsure, or the border is farther away than a strip shows well.
 */
export function fitBorder(offsets: Float32Array, isVisible: (at: number) => boolean): BorderLine | undefined {
  const stretches = Array.from({ length: STRETCHES }, (_, i) => readStretch(offsets, i)).filter(
    ({ at, certainty }) => certainty >= LEAST_CERTAINTY && isVisible(at),
  );
  let agreeing: readonly Stretch[] = [];
  let support = 0;
  for (const [i, p] of stretches.entries()) {
    for (const q of stretches.slice(i + 1)) {
      const slope = (q.row - p.row) / (q.at - p.at);
      const near = stretches.filter(({ at, row }) => Math.abs(p.row + slope * (at - p.at) - row) <= TOLERANCE);
      const sum = near.reduce((total, { certainty }) => total + certainty, 0);
      if (sum > support) [agreeing, support] = [near, sum];
    }
  }
  if (support < LEAST_SUPPORT * STRETCHES) return undefined;
  const line = leastSquares(agreeing);
  return Math.max(Math.abs(line.start), Math.abs(line.end)) > FARTHEST ? undefined : { ...line, support };
}

function readStretch(offsets: Float32Array, stretch: number): Stretch {
  const probability = (row: number) => offsets[row * STRETCHES + stretch]!;
  let top = 0;
  for (let row = 1; row < ROWS; row++) if (probability(row) > probability(top)) top = row;
  let certainty = 0;
  let sum = 0;
  for (let row = Math.max(0, top - REACH); row <= Math.min(ROWS - 1, top + REACH); row++) {
    certainty += probability(row);
    sum += probability(row) * (row + 0.5 - ROWS / 2);
  }
  return { at: (stretch + 0.5) / STRETCHES, row: sum / certainty, certainty };
}

/** Weighted by certainty. */
function leastSquares(stretches: readonly Stretch[]): Omit<BorderLine, 'support'> {
  const weighted = (value: (stretch: Stretch) => number) =>
    stretches.reduce((sum, stretch) => sum + stretch.certainty * value(stretch), 0);
  const weight = weighted(() => 1);
  const at = weighted((stretch) => stretch.at) / weight;
  const row = weighted((stretch) => stretch.row) / weight;
  const slope =
    weighted((stretch) => (stretch.at - at) * (stretch.row - row)) / weighted((stretch) => (stretch.at - at) ** 2);
  return { start: row - slope * at, end: row + slope * (1 - at) };
}
