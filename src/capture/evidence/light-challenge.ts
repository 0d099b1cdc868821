import type { LightStep } from '../../evidence/capture-evidence.ts';
import { GRID } from '../../evidence/luma-signature.ts';
import { LIGHT_COLOURS, type LightColour } from '../../evidence/names.ts';
import type { Box } from '../../readings/geometry.ts';
import type { LightChallengeSurface } from './light-challenge-surface.ts';

/** Colours in a row: 18,750 rows, none twice the same in a row. */
export const LIGHT_STEPS = 6;
/**
 * How long each is shown. WCAG 2.3.1 allows three flashes a second; a flash is a change and the change back, so that two changes a second make
 * one at most.
 */
export const LIGHT_STEP_MS = 500;
/** Screen and camera take some frames until a colour arrives. */
const SETTLING_MS = 200;
/** Of the middle of the face box, so that no background shines in. */
const FACE_PART = 0.7;
/** About the face box, so that no hair and shoulders count as background. */
const NEAR_FACE = 1.6;

const NAMES = Object.keys(LIGHT_COLOURS) as LightColour[];

/** Colours in random order. @param random numbers of 32 random bits */
export function drawColours(random: (count: number) => Uint32Array = randomNumbers): LightColour[] {
  const colours: LightColour[] = [];
  for (const number of random(LIGHT_STEPS)) {
    const others = NAMES.filter((name) => name !== colours.at(-1));
    colours.push(others[number % others.length]!);
  }
  return colours;
}

function randomNumbers(count: number): Uint32Array {
  return crypto.getRandomValues(new Uint32Array(count));
}

/** Sums of linear light while one colour is shown. */
interface RunningStep {
  readonly colour: LightColour;
  readonly from: number;
  frames: number;
  readonly face: number[];
  readonly background: number[];
}

/** One light challenge: shows colours, and is told of what the camera sees meanwhile. */
export class LightChallenge {
  readonly #steps: RunningStep[] = [];
  #running = false;

  /** Whether it wants to be told of frames. */
  get isRunning(): boolean {
    return this.#running;
  }

  /** What was seen. Absent before it ran to its end. */
  get steps(): LightStep[] | undefined {
    if (this.#running || this.#steps.length < LIGHT_STEPS) return undefined;
    return this.#steps.map(({ colour, frames, face, background }) => ({
      colour,
      frames,
      face: meanOf(face, frames),
      background: meanOf(background, frames),
    }));
  }

  /** @throws the signal's reason, and what the surface throws; the surface is clear then. */
  async run(surface: LightChallengeSurface, colours: readonly LightColour[], signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.#steps.length = 0;
    this.#running = true;
    try {
      for (const colour of colours) {
        await surface.show(`rgb(${LIGHT_COLOURS[colour].join(' ')})`);
        signal?.throwIfAborted();
        this.#steps.push({ colour, from: performance.now(), frames: 0, face: [0, 0, 0], background: [0, 0, 0] });
        await pause(LIGHT_STEP_MS, signal);
      }
    } catch (error) {
      this.#steps.length = 0;
      throw error;
    } finally {
      this.#running = false;
      surface.clear();
    }
  }

  /**
   * @param presentedAt milliseconds of `performance.now()`.
   * @param colours of the frame's cells, 0 to 255.
   * @param face in parts of the frame.
   */
  see(presentedAt: number, colours: Float32Array, face: Box): void {
    const step = this.#steps.findLast(({ from }) => presentedAt >= from);
    if (!step || presentedAt < step.from + SETTLING_MS) return;
    const means = regionMeans(colours, face);
    if (!means) return;
    step.frames++;
    for (const channel of [0, 1, 2]) {
      step.face[channel]! += means.face[channel]!;
      step.background[channel]! += means.background[channel]!;
    }
  }
}

/**
 * Mean linear light of the middle of a face, and of what is far from it. Nothing where either has no cell.
 *
 * @param colours of 16 x 16 cells, three numbers each, 0 to 255.
 * @param face in parts of the frame.
 */
export function regionMeans(
  colours: Float32Array,
  face: Box,
): { readonly face: number[]; readonly background: number[] } | undefined {
  const regions = { face: { sums: [0, 0, 0], count: 0 }, background: { sums: [0, 0, 0], count: 0 } };
  for (let cell = 0; cell < GRID * GRID; cell++) {
    const x = ((cell % GRID) + 0.5) / GRID;
    const y = (Math.floor(cell / GRID) + 0.5) / GRID;
    const far = Math.max(
      Math.abs(x - face.x - face.width / 2) / (face.width / 2),
      Math.abs(y - face.y - face.height / 2) / (face.height / 2),
    );
    // Below the face is the user's body, which shines back too.
    const region =
      far <= FACE_PART ? regions.face : far > NEAR_FACE && y < face.y + face.height ? regions.background : undefined;
    if (!region) continue;
    region.count++;
    for (const channel of [0, 1, 2]) region.sums[channel]! += linear(colours[3 * cell + channel]!);
  }
  const { face: inside, background } = regions;
  if (inside.count === 0 || background.count === 0) return undefined;
  return {
    face: inside.sums.map((sum) => sum / inside.count),
    background: background.sums.map((sum) => sum / background.count),
  };
}

/** Light of a level of sRGB, 0 to 1 (IEC 61966-2-1). */
function linear(level: number): number {
  const part = Math.min(1, Math.max(0, level / 255));
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function meanOf(sums: readonly number[], frames: number): [number, number, number] {
  const mean = (channel: number) => (frames > 0 ? Math.min(1, sums[channel]! / frames) : 0);
  return [mean(0), mean(1), mean(2)];
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, ms);
    function done() {
      signal?.removeEventListener('abort', abort);
      resolve();
    }
    function abort() {
      clearTimeout(timer);
      reject(signal?.reason);
    }
    signal?.addEventListener('abort', abort, { once: true });
  });
}
