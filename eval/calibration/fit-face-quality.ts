import { DAMAGES, type Damage } from '../damage.ts';

/** One damaged picture: what was measured of the damage, and the cosine to the undamaged picture. */
export interface DamagedFace {
  readonly damage: Damage;
  /** 0 for the undamaged picture, then from slight to severe. */
  readonly level: number;
  readonly measure: number;
  readonly cosine: number;
}

/** The measure at which a damage begins to cost, and at which it has cost too much. */
export interface Ramp {
  readonly none: number;
  readonly full: number;
}

/** Median similarity to the undamaged picture at the two ends of a ramp. */
const FULL = 0.9;
const NONE = 0.5;

/**
 * The ramps of face quality: for each damage the medians over all faces, level by level, and between them straight lines.
 * Where the worst level leaves more similarity than the lower end, the ramp goes on as steeply as the last two levels.
 */
export function fitFaceQuality(faces: readonly DamagedFace[]): Readonly<Record<Damage, Ramp>> {
  return Object.fromEntries(
    DAMAGES.map((damage) => {
      const curve = mediansByLevel(faces.filter((face) => face.damage === damage));
      return [damage, { none: measureAt(NONE, curve), full: measureAt(FULL, curve) }];
    }),
  ) as unknown as Record<Damage, Ramp>;
}

interface Step {
  readonly measure: number;
  readonly cosine: number;
}

function mediansByLevel(faces: readonly DamagedFace[]): Step[] {
  const levels = [...new Set(faces.map(({ level }) => level))].sort((p, q) => p - q);
  return levels.map((level) => {
    const at = faces.filter((face) => face.level === level);
    return { measure: median(at.map(({ measure }) => measure)), cosine: median(at.map(({ cosine }) => cosine)) };
  });
}

function measureAt(cosine: number, curve: readonly Step[]): number {
  const after = Math.max(
    1,
    curve.findIndex((step) => step.cosine <= cosine),
  );
  const reached = curve.some((step) => step.cosine <= cosine);
  const [p, q] = reached ? [curve[after - 1]!, curve[after]!] : [curve.at(-2)!, curve.at(-1)!];
  return p.measure + ((q.measure - p.measure) * (cosine - p.cosine)) / (q.cosine - p.cosine);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((p, q) => p - q);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
