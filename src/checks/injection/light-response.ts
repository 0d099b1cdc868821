import type { LightStep } from '../../evidence/capture-evidence.ts';
import { LIGHT_COLOURS } from '../../evidence/names.ts';

/** How a face answered the light challenge. */
export type LightVerdict = 'followed' | 'not followed' | 'background alone' | 'inconclusive';

/** Change of chromaticity (root mean square over the steps) from which on the face can be told to follow or not. */
const ENOUGH = 0.01;
/** Cosine between what the screen showed and what the face did. */
const FOLLOWS = 0.7;
const STRAYS = 0.4;
const FEWEST_STEPS = 4;
const FEWEST_FRAMES = 2;

type Vector = readonly [number, number, number];
type Region = 'face' | 'background';

/**
 * Light adds: a face under the light `a` of its room, with `g` of the screen's colour `e` added, shows `a + g e` (linear light, times its own
 * colour). Its chromaticity `rgb / (r + g + b)` does not change with the camera's exposure. Where the room's light is about white, it moves
 * along `e - sum(e) / 3`. So of both, less their means over the steps, the cosine is taken.
 *
 * Too little change says nothing: by daylight a screen is too weak. Change that goes another way is another light than that of this screen.
 */
export function judgeLight(steps: readonly LightStep[]): LightVerdict {
  const usable = steps.filter(
    ({ frames, face, background }) => frames >= FEWEST_FRAMES && isLit(face) && isLit(background),
  );
  if (usable.length < FEWEST_STEPS) return 'inconclusive';
  const face = response(usable, 'face');
  const background = response(usable, 'background');
  const backgroundFollows = background.strength >= ENOUGH && background.follow >= FOLLOWS;
  const strays = face.strength < ENOUGH || face.follow < STRAYS;
  if (strays && backgroundFollows) return 'background alone';
  if (face.strength < ENOUGH) return 'inconclusive';
  if (face.follow >= FOLLOWS) return 'followed';
  return face.follow < STRAYS ? 'not followed' : 'inconclusive';
}

function response(steps: readonly LightStep[], region: Region): { strength: number; follow: number } {
  const shown = centred(steps.map(({ colour }) => LIGHT_COLOURS[colour].map((level) => level / 255)).map(withoutGrey));
  const answered = centred(steps.map((step) => chromaticity(step[region])));
  const power = dot(answered, answered);
  const follow = power > 0 ? dot(shown, answered) / Math.sqrt(dot(shown, shown) * power) : 0;
  return { strength: Math.sqrt(power / steps.length), follow };
}

function isLit(light: Vector): boolean {
  return sum(light) > 0.001;
}

function chromaticity(light: Vector): number[] {
  const all = sum(light);
  return light.map((channel) => channel / all);
}

function withoutGrey(light: readonly number[]): number[] {
  const grey = sum(light) / 3;
  return light.map((channel) => channel - grey);
}

/** Each channel less its mean. */
function centred(rows: readonly (readonly number[])[]): number[][] {
  const means = [0, 1, 2].map((channel) => sum(rows.map((row) => row[channel]!)) / rows.length);
  return rows.map((row) => row.map((value, channel) => value - means[channel]!));
}

function dot(one: readonly (readonly number[])[], other: readonly (readonly number[])[]): number {
  return sum(one.map((row, i) => sum(row.map((value, channel) => value * other[i]![channel]!))));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
