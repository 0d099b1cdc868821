import type { PictureDetails } from '../src/index.ts';
import { estimateShares } from './estimate.ts';
import { groupBy } from './group-by.ts';
import { type AnsweredItem, countStatuses, type MirrorFigures, type Summary, type TurnFigures } from './summary.ts';

export const AXES = ['yaw', 'pitch', 'roll'] as const;

type Pose = NonNullable<PictureDetails['pose']>;

/** Two pictures of a head after the check. */
export interface PoseItem extends AnsweredItem {
  /** How the head of the second picture was turned against the first; absent when it is mirrored. */
  readonly turn?: { readonly axis: (typeof AXES)[number]; readonly degrees: number };
  /** Whether the second picture is the first one mirrored. */
  readonly mirrored: boolean;
  /** What was measured; absent when a picture got no pose. */
  readonly poses?: { readonly a: Pose; readonly b: Pose };
}

interface Turn extends NonNullable<PoseItem['turn']> {
  /** By how much the measured poses differ, in degrees; absent when there are none. */
  readonly measured?: number;
  /** Measured angle of the second picture. */
  readonly angle?: number;
}

const NEAR = 3;
const FAR = 30;

/**
 * How well the pose follows a head, in degrees. The measured turn of a pair is the pose of the second picture minus that of the
 * first, so that how the first is turned does not count.
 * - `meanError`: mean absolute error of the measured turns.
 * - `within3`: share of all turned pairs whose error is at most 3 degrees; a pair without both poses counts as farther off.
 * - `turns`: the same by axis and degrees.
 * - `mirrored`: mirrored pairs, which are in none of the other figures. Yaw and roll ought to change sign, pitch ought to stay.
 */
export function summarisePose(items: readonly PoseItem[]): Summary {
  const turned = items.flatMap(toTurn);
  const mirrored = items.filter((item) => item.mirrored);
  const overall = estimateShares({ within3: { count: countNear(errorsOf(turned)), of: turned.length } });
  const mirror = estimateShares({ within3: { count: countNear(yawErrors(mirrored)), of: mirrored.length } });
  const mirrorInterval = mirror.intervals.within3;
  return {
    n: items.length,
    failures: countStatuses(items.filter((item) => !item.poses)),
    ...mean('meanError', errorsOf(turned)),
    ...overall.values,
    ...(turned.length > 0 ? { turns: summariseTurns(turned) } : {}),
    ...(mirrored.length > 0 ? { mirrored: summariseMirrored(mirrored) } : {}),
    ci: { ...overall.intervals, ...(mirrorInterval ? { mirrored: { within3: mirrorInterval } } : {}) },
  };
}

function toTurn({ turn, poses }: PoseItem): Turn[] {
  if (!turn) return [];
  if (!poses) return [turn];
  const [from, angle] = [poses.a[turn.axis], poses.b[turn.axis]];
  return [{ ...turn, measured: wrap(angle - from), angle }];
}

function summariseTurns(turned: readonly Turn[]): Record<string, TurnFigures> {
  const sorted = turned.toSorted((p, q) => AXES.indexOf(p.axis) - AXES.indexOf(q.axis) || p.degrees - q.degrees);
  const groups = groupBy(sorted, ({ axis, degrees }) => `${axis} ${degrees}`);
  return Object.fromEntries([...groups].map(([name, group]) => [name, figuresOf(group)]));
}

function figuresOf(group: readonly Turn[]): TurnFigures {
  const angles = group.flatMap(({ angle }) => angle ?? []);
  return {
    n: group.length,
    lost: group.length - angles.length,
    ...mean('meanError', errorsOf(group)),
    ...mean(
      'measured',
      group.flatMap(({ measured }) => measured ?? []),
    ),
    ...mean(
      'over30',
      angles.map((angle) => (Math.abs(angle) > FAR ? 1 : 0)),
    ),
  };
}

function summariseMirrored(mirrored: readonly PoseItem[]): MirrorFigures {
  const pairs = mirrored.flatMap(({ poses }) => poses ?? []);
  return {
    n: mirrored.length,
    lost: mirrored.length - pairs.length,
    ...mean('meanYawError', yawErrors(mirrored)),
    ...mean(
      'meanPitchError',
      pairs.map(({ a, b }) => Math.abs(b.pitch - a.pitch)),
    ),
    ...mean(
      'meanRollError',
      pairs.map(({ a, b }) => Math.abs(wrap(b.roll + a.roll))),
    ),
    within3: countNear(yawErrors(mirrored)) / mirrored.length,
  };
}

function errorsOf(turned: readonly Turn[]): number[] {
  return turned.flatMap(({ measured, degrees }) => (measured === undefined ? [] : Math.abs(wrap(measured - degrees))));
}

function yawErrors(mirrored: readonly PoseItem[]): number[] {
  return mirrored.flatMap(({ poses }) => (poses ? Math.abs(poses.b.yaw + poses.a.yaw) : []));
}

function countNear(errors: readonly number[]): number {
  return errors.filter((error) => error <= NEAR).length;
}

/** The mean under its name, or nothing where there is nothing to take it of. */
function mean<Name extends string>(name: Name, values: readonly number[]): Partial<Record<Name, number>> {
  if (values.length === 0) return {};
  const record: Partial<Record<Name, number>> = {};
  record[name] = values.reduce((sum, value) => sum + value, 0) / values.length;
  return record;
}

/** The same angle between -180 and 180 degrees. */
function wrap(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}
