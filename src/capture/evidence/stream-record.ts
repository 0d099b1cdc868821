import type { EvidenceStream } from '../../evidence/capture-evidence.ts';
import { lumaSignature } from '../../evidence/luma-signature.ts';
import type { CameraFrame } from '../camera/camera-session.ts';
import type { FrameSample } from './frame-sample.ts';
import { frameHash, LoopSearch } from './loop-search.ts';
import { isJudgeable, median, type PairNoise, pairNoise, patchMeans } from './patch-noise.ts';

/** Signatures that are told: of the frames nearest to the photo. */
const SIGNATURES = 64;
/** Signatures that are kept, for what the camera films after the photo: half a minute. */
const KEPT_SIGNATURES = 900;
const SIZES = 8;
/** Frames are compared over so long for movement, milliseconds. */
const A_WHILE = 1000;
/** So long may a camera take for its next frame in the dark, milliseconds. */
const LONGEST_FRAME = 250;
/** Of 256 cells the one below which 95 of 100 lie. */
const MOST_CELLS = 243;

type FrameTimes = Pick<CameraFrame, 'presentedAt' | 'mediaTime' | 'presentedFrames' | 'width' | 'height'>;

/** Mean and deviation of numbers that come one after the other (Welford). */
class Spread {
  #count = 0;
  #mean = 0;
  #squares = 0;

  add(value: number): void {
    const step = value - this.#mean;
    this.#mean += step / ++this.#count;
    this.#squares += step * (value - this.#mean);
  }

  get(): { mean: number; deviation: number } {
    const deviation = this.#count > 1 ? Math.sqrt(this.#squares / this.#count) : 0;
    // Sums of rounding errors are no facts; a thousandth of a microsecond is none either.
    const round = (value: number) => Math.round(Math.max(0, value) * 1e6) / 1e6;
    return { mean: round(this.#mean), deviation: round(deviation) };
  }
}

/** Takes down what a stream of frames looks like, frame by frame. */
export class StreamRecord {
  readonly #openedAt: number;
  readonly #interval = new Spread();
  readonly #mediaInterval = new Spread();
  readonly #loops = new LoopSearch();
  readonly #noise: Pick<PairNoise, 'median' | 'still'>[] = [];
  readonly #motions: number[] = [];
  readonly #sizes = new Map<string, { width: number; height: number }>();
  readonly #signatures: { at: number; luma: string }[] = [];
  #grids: { at: number; luma: Float32Array }[] = [];
  #first: FrameTimes | undefined;
  #last: { times: FrameTimes; patches: Uint8Array; hash: number; shownAt: number } | undefined;
  #seen = 0;
  #repeatedFrames = 0;
  #repeatedTimes = 0;
  #backwardTimes = 0;

  readonly #framesAreTold: boolean;

  /**
   * @param openedAt `performance.now()` when the camera was opened.
   * @param framesAreTold whether the browser says when the video shows another frame. Where it does not (Firefox before 132), frames come as often
   * as the screen is drawn, and the same one several times.
   */
  constructor(openedAt: number, framesAreTold: boolean) {
    this.#openedAt = openedAt;
    this.#framesAreTold = framesAreTold;
  }

  /** Whether a frame is another than the last one, and not the same looked at again. */
  isNew({ presentedFrames, mediaTime }: Pick<FrameTimes, 'presentedFrames' | 'mediaTime'>): boolean {
    const last = this.#last?.times;
    return !last || last.presentedFrames !== presentedFrames || last.mediaTime !== mediaTime;
  }

  add(times: FrameTimes, { luma, patches }: FrameSample): void {
    const last = this.#last;
    const hash = frameHash(patches, luma);
    const isSame = last?.hash === hash;
    if (isSame && !this.#framesAreTold && times.presentedAt - last.shownAt < LONGEST_FRAME) return;
    const at = times.presentedAt - this.#openedAt;
    const means = patchMeans(patches);
    this.#first ??= times;
    this.#seen++;
    this.#addSize(times);
    if (last) this.#addTimes(last.times, times);
    // Black frames, as cameras give while they start, are alike and say nothing.
    if (isJudgeable(means)) {
      if (isSame) this.#repeatedFrames++;
      else {
        const noise = last && pairNoise(last.patches, patches, means);
        if (noise) this.#noise.push({ median: noise.median, still: noise.still });
        this.#loops.add(at, hash, noise?.pattern);
      }
      this.#addMotion(at, luma);
    }
    this.#signatures.push({ at: rounded(at), luma: lumaSignature(luma) });
    if (this.#signatures.length > KEPT_SIGNATURES) this.#signatures.shift();
    this.#last = { times, patches, hash, shownAt: isSame ? last.shownAt : times.presentedAt };
  }

  #addSize({ width, height }: FrameTimes): void {
    if (this.#sizes.size < SIZES) this.#sizes.set(`${width} ${height}`, { width, height });
  }

  #addTimes(last: FrameTimes, times: FrameTimes): void {
    // Untold, they are counted by how often the screen was drawn.
    const frames = this.#framesAreTold ? times.presentedFrames - last.presentedFrames : 1;
    const media = (times.mediaTime - last.mediaTime) * 1000;
    if (media === 0) this.#repeatedTimes++;
    if (media < 0) this.#backwardTimes++;
    if (frames < 1) return;
    this.#interval.add((times.presentedAt - last.presentedAt) / frames);
    if (media > 0) this.#mediaInterval.add(media / frames);
  }

  #addMotion(at: number, luma: Float32Array): void {
    this.#grids.push({ at, luma });
    const from = this.#grids.findLastIndex((grid) => at - grid.at >= A_WHILE);
    if (from < 0) return;
    this.#grids = this.#grids.slice(from);
    const before = this.#grids[0]!.luma;
    const changes = luma.map((grey, cell) => Math.abs(grey - before[cell]!)).sort();
    this.#motions.push(changes[MOST_CELLS]!);
  }

  /** @param photoAt `performance.now()` when the frame was presented that the photo was made of. */
  summary(photoAt: number): EvidenceStream {
    const [first, last] = [this.#first, this.#last?.times];
    const { count, lag } = this.#loops;
    return {
      seen: this.#seen,
      presented:
        this.#framesAreTold && first && last
          ? Math.max(0, last.presentedFrames - first.presentedFrames) + 1
          : this.#seen,
      durationMs: first && last ? rounded(last.presentedAt - first.presentedAt) : 0,
      sizes: [...this.#sizes.values()],
      interval: this.#interval.get(),
      mediaInterval: this.#mediaInterval.get(),
      repeatedTimes: this.#repeatedTimes,
      backwardTimes: this.#backwardTimes,
      repeatedFrames: this.#repeatedFrames,
      loopedFrames: count,
      ...(lag !== undefined && { loopMs: rounded(lag) }),
      noise: {
        pairs: this.#noise.length,
        median: thousandths(median(this.#noise.map((pair) => pair.median))),
        still: thousandths(median(this.#noise.map((pair) => pair.still))),
      },
      motion: thousandths(median(this.#motions)),
      signatures: this.#signaturesNear(photoAt - this.#openedAt),
    };
  }

  #signaturesNear(at: number): { at: number; luma: string }[] {
    const distance = (one: { at: number }) => Math.abs(one.at - at);
    const nearest = [...this.#signatures].sort((one, other) => distance(one) - distance(other)).slice(0, SIGNATURES);
    return nearest.sort((one, other) => one.at - other.at);
  }
}

/** Milliseconds to a tenth, and never below 0: clocks of the stream and of the page differ a little. */
function rounded(ms: number): number {
  return Math.max(0, Math.round(ms * 10) / 10);
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
