import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { judgeLight } from '../../checks/injection/light-response.ts';
import { GRID } from '../../evidence/luma-signature.ts';
import { LIGHT_COLOURS, type LightColour } from '../../evidence/names.ts';
import { gaussian } from '../../testing/simulated-frames.ts';
import { drawColours, LIGHT_STEP_MS, LIGHT_STEPS, LightChallenge, regionMeans } from './light-challenge.ts';
import type { LightChallengeSurface } from './light-challenge-surface.ts';

const FACE = { x: 0.3, y: 0.2, width: 0.4, height: 0.5 };
type Light = readonly number[];

/** What a camera makes of linear light, 0 to 1: levels of sRGB. */
function levelOf(light: number): number {
  const part = Math.min(1, Math.max(0, light));
  return 255 * (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055);
}

/** Cells of a frame with a face of one light before a wall of another. */
function frameOf(face: Light, wall: Light, noise = () => 0): Float32Array {
  const colours = new Float32Array(3 * GRID * GRID);
  for (let cell = 0; cell < GRID * GRID; cell++) {
    const x = ((cell % GRID) + 0.5) / GRID - FACE.x - FACE.width / 2;
    const y = (Math.floor(cell / GRID) + 0.5) / GRID - FACE.y - FACE.height / 2;
    const isFace = (x / (FACE.width / 2)) ** 2 + (y / (FACE.height / 2)) ** 2 < 1;
    const light = isFace ? face : wall;
    for (const channel of [0, 1, 2]) colours[3 * cell + channel] = levelOf(light[channel]!) + 0.3 * noise();
  }
  return colours;
}

/** A page that keeps what it shows. */
class Screen implements LightChallengeSurface {
  colour: string | undefined;
  readonly shown: string[] = [];
  async show(colour: string): Promise<void> {
    this.colour = colour;
    this.shown.push(colour);
  }
  clear(): void {
    this.colour = undefined;
  }
  /** Linear, 0 to 1. */
  get light(): Light {
    return this.colour?.match(/\d+/g)?.map((level) => Number(level) / 255) ?? [0, 0, 0];
  }
}

interface Scene {
  /** The room's light. */
  readonly room?: Light;
  /** How much of the screen's light arrives at the face, and at the wall. */
  readonly onFace?: number;
  readonly onWall?: number;
  /** What the face shows instead of the screen's light. */
  readonly other?: (screen: Screen) => Light;
  /** The camera's exposure, by time. */
  readonly exposure?: (ms: number) => number;
}

const SKIN = [0.55, 0.35, 0.27];
const WALL = [0.6, 0.6, 0.58];
const colours: LightColour[] = ['cyan', 'red', 'blue', 'yellow', 'magenta', 'green'];

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Films a challenge at 30 frames a second. */
async function filmed({ room = [0.3, 0.28, 0.22], onFace = 0, onWall = 0, other, exposure = () => 1 }: Scene) {
  const challenge = new LightChallenge();
  const screen = new Screen();
  const noise = gaussian(11);
  const begin = performance.now();
  const run = challenge.run(screen, colours);
  for (let frame = 0; frame < 120 && (frame === 0 || challenge.isRunning); frame++) {
    await vi.advanceTimersByTimeAsync(1000 / 30);
    const now = performance.now();
    const lit = (of: Light, light: Light, part: number) =>
      of.map((reflects, i) => exposure(now - begin) * reflects * (room[i]! + part * light[i]!));
    const face = lit(SKIN, other?.(screen) ?? screen.light, onFace);
    if (challenge.isRunning) challenge.see(now, frameOf(face, lit(WALL, screen.light, onWall), noise), FACE);
  }
  await run;
  return { challenge, screen };
}

async function verdictOf(scene: Scene) {
  const { challenge } = await filmed(scene);
  return judgeLight(challenge.steps!);
}

describe('the row of colours', () => {
  it('has never one twice in a row, and all of them in time', () => {
    const seen = new Set<string>();
    for (let time = 0; time < 200; time++) {
      const row = drawColours();
      expect(row).toHaveLength(LIGHT_STEPS);
      row.forEach((colour, i) => {
        expect(colour).not.toBe(row[i - 1]);
        seen.add(colour);
      });
    }
    expect([...seen].sort()).toEqual(Object.keys(LIGHT_COLOURS).sort());
  });

  it('is what the random numbers say', () => {
    const row = drawColours(() => Uint32Array.of(0, 0, 4, 1, 2, 3));
    expect(row).toEqual(['red', 'yellow', 'magenta', 'yellow', 'cyan', 'blue']);
  });

  it('flashes less than three times a second (WCAG 2.3.1)', () => {
    // A flash is a change and the change back.
    expect(1000 / LIGHT_STEP_MS / 2).toBeLessThan(3);
  });
});

describe('a challenge', () => {
  it('shows each colour, measures what came of it, and clears the screen', async () => {
    const { challenge, screen } = await filmed({ onFace: 0.1 });
    expect(screen.shown).toEqual(colours.map((name) => `rgb(${LIGHT_COLOURS[name].join(' ')})`));
    expect(screen.colour).toBeUndefined();
    expect(challenge.isRunning).toBe(false);
    expect(challenge.steps!.map(({ colour }) => colour)).toEqual(colours);
    for (const { frames } of challenge.steps!) expect(frames).toBeGreaterThan(5);
  });

  it('ends with the signal, clears the screen, and has nothing to tell', async () => {
    const challenge = new LightChallenge();
    const screen = new Screen();
    const controller = new AbortController();
    const run = challenge.run(screen, colours, controller.signal);
    const outcome = expect(run).rejects.toThrow('enough');
    await vi.advanceTimersByTimeAsync(700);
    controller.abort(new Error('enough'));
    await outcome;
    expect(screen).toMatchObject({ colour: undefined, shown: expect.objectContaining({ length: 2 }) });
    expect(challenge).toMatchObject({ isRunning: false, steps: undefined });
  });

  it('passes on what the surface throws, and clears it all the same', async () => {
    const screen = new Screen();
    vi.spyOn(screen, 'show').mockRejectedValue(new Error('no screen'));
    const clear = vi.spyOn(screen, 'clear');
    await expect(new LightChallenge().run(screen, colours)).rejects.toThrow('no screen');
    expect(clear).toHaveBeenCalledTimes(1);
  });

  it('does not begin when it was aborted before', async () => {
    const screen = new Screen();
    await expect(new LightChallenge().run(screen, colours, AbortSignal.abort(new Error('enough')))).rejects.toThrow();
    expect(screen.shown).toEqual([]);
  });
});

describe('a face that reflects the screen', () => {
  it.each([0.03, 0.1, 0.3])('in a room of usual light follows, with %d of it arriving', async (onFace) => {
    expect(await verdictOf({ onFace, onWall: onFace / 20 })).toBe('followed');
  });

  it('follows in warm light, and in the dark', async () => {
    expect(await verdictOf({ room: [0.35, 0.25, 0.12], onFace: 0.08 })).toBe('followed');
    expect(await verdictOf({ room: [0.01, 0.01, 0.01], onFace: 0.1 })).toBe('followed');
  });

  it('follows while the camera changes its exposure', async () => {
    expect(await verdictOf({ onFace: 0.08, exposure: (ms) => 1 + 0.3 * Math.sin(ms / 400) })).toBe('followed');
  });

  it('says nothing by daylight', async () => {
    expect(await verdictOf({ room: [0.8, 0.8, 0.8], onFace: 0.004 })).toBe('inconclusive');
  });
});

describe('a face that does not', () => {
  it('because nothing of the screen arrives, says nothing', async () => {
    expect(await verdictOf({})).toBe('inconclusive');
  });

  it('but reflects another row of colours, strays', async () => {
    const recorded: LightColour[] = ['red', 'cyan', 'yellow', 'blue', 'green', 'magenta'];
    const other = ({ shown }: Screen) => LIGHT_COLOURS[recorded[shown.length - 1] ?? 'red'].map((level) => level / 255);
    expect(await verdictOf({ onFace: 0.1, other })).toBe('not followed');
  });

  it('while the wall behind it does, was put there', async () => {
    expect(await verdictOf({ onFace: 0, onWall: 0.1 })).toBe('background alone');
  });
});

it('tells face from background, and leaves out what lies between them and below', () => {
  const red = [0.5, 0.1, 0.1];
  const blue = [0.1, 0.1, 0.5];
  const { face, background } = regionMeans(frameOf(red, blue), FACE)!;
  expect(face).toEqual(red.map((light) => expect.closeTo(light, 3)));
  expect(background).toEqual(blue.map((light) => expect.closeTo(light, 3)));
  expect(regionMeans(frameOf(red, blue), { x: -1, y: -1, width: 3, height: 3 })).toBeUndefined();
});

it('is inconclusive of too few steps or frames', () => {
  const step = { colour: 'red', frames: 9, face: [0.2, 0.1, 0.1], background: [0.2, 0.2, 0.2] } as const;
  const steps = (frames: number) =>
    colours.map((colour) => ({
      ...step,
      colour,
      frames,
      face: [0.2, 0.1, 0.1] as [number, number, number],
      background: [0.2, 0.2, 0.2] as [number, number, number],
    }));
  expect(judgeLight(steps(1))).toBe('inconclusive');
  expect(judgeLight(steps(9).slice(0, 3))).toBe('inconclusive');
});
