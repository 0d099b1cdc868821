import type { Capture, CaptureOptions } from '../../src/capture/capture.ts';
import type { Ekyc, EkycOptions } from '../../src/index.ts';
import { MARKS } from './main-thread.ts';

// Built for the bench's page by bench.ts. What it times is the package as built.

/** How the film is guided. */
export interface FilmOptions {
  readonly assetsBaseUrl: string;
  /** Addresses of the package's modules. */
  readonly sdk: string;
  readonly capture: string;
  readonly seconds: number;
  readonly threads: number;
}

/** What became of the film. */
export interface FilmResult {
  readonly seconds: number;
  /** Frames that the video showed. */
  readonly presented: number;
  /** Frames in which the face was followed. */
  readonly followed: number;
  /** Milliseconds of each reading of the engine. */
  readonly readMs: readonly number[];
  /** Readings with the code OK. */
  readonly good: number;
  /** Milliseconds of tasks of the main thread that took 50 and more, which is all that a browser tells. */
  readonly longTasks: readonly number[];
}

interface Modules {
  readonly createEkyc: (options: EkycOptions) => Promise<Ekyc>;
  readonly createFaceCapture: (options: CaptureOptions) => Capture;
}

/** Guides what the camera films, and takes no picture. */
export async function film({ assetsBaseUrl, sdk, capture, seconds, threads }: FilmOptions): Promise<FilmResult> {
  const { createEkyc, createFaceCapture } = await load(sdk, capture);
  const ekyc = await createEkyc({ assetsBaseUrl, threads, backend: 'wasm' });
  await ekyc.preload();
  const reader = countReadings(ekyc);
  const video = document.body.appendChild(document.createElement('video'));
  const guided = createFaceCapture({ ekyc: reader.ekyc, video, assetsBaseUrl, autoCapture: false });
  const tasks = await watchTasks();
  const over = guided.start().catch(({ code }: { code?: string }) => code);
  try {
    await isHolding(guided, over);
    // Engines compile what runs often.
    await waitFor(2000);
    reader.take();
    await tasks.take();
    let followed = 0;
    let face = guided.snapshot.face;
    const unsubscribe = guided.subscribe((snapshot) => {
      if (snapshot.face && snapshot.face !== face) followed++;
      face = snapshot.face;
    });
    const frames = countFrames(video);
    performance.mark(MARKS.start);
    const started = performance.now();
    await waitFor(seconds * 1000);
    const passed = (performance.now() - started) / 1000;
    performance.mark(MARKS.end);
    unsubscribe();
    return { seconds: passed, presented: frames(), followed, ...reader.take(), longTasks: await tasks.take() };
  } finally {
    guided.stop();
    await ekyc.close();
  }
}

async function load(sdk: string, capture: string): Promise<Modules> {
  return { ...(await import(/* @vite-ignore */ sdk)), ...(await import(/* @vite-ignore */ capture)) };
}

/** @throws {Error} where the capture ends before, or follows no face. */
async function isHolding(capture: Capture, over: Promise<unknown>): Promise<void> {
  const holding = new Promise<void>((resolve) => {
    capture.subscribe(({ state }) => {
      if (state === 'holding') resolve();
    });
  });
  const ended = over.then((code) => {
    throw new Error(`The capture ended with ${String(code)}.`);
  });
  await Promise.race([holding, ended]);
  const { trackerError } = capture.snapshot;
  if (trackerError) throw trackerError;
}

/** The engine, with its readings of faces timed. */
function countReadings(ekyc: Ekyc) {
  let [readMs, good]: [number[], number] = [[], 0];
  const readFace: Ekyc['readFace'] = async (...given) => {
    const start = performance.now();
    const scan = await ekyc.readFace(...given);
    readMs.push(performance.now() - start);
    if (scan.statusCode === 'OK') good++;
    return scan;
  };
  const take = () => {
    const taken = { readMs, good };
    [readMs, good] = [[], 0];
    return taken;
  };
  return { ekyc: { ...ekyc, readFace }, take };
}

/** @returns how many frames the video has shown since. */
function countFrames(video: HTMLVideoElement): () => number {
  const before = video.getVideoPlaybackQuality().totalVideoFrames;
  return () => video.getVideoPlaybackQuality().totalVideoFrames - before;
}

function waitFor(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** @throws {Error} where the browser tells nothing of long tasks. */
async function watchTasks() {
  const long: number[] = [];
  new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
  /** Durations since the last call. */
  const take = async () => {
    await waitFor(300);
    return long.splice(0);
  };
  await take();
  setTimeout(() => {
    const end = performance.now() + 80;
    while (performance.now() < end);
  });
  if ((await take()).length === 0) throw new Error('This browser does not tell of long tasks.');
  return { take };
}
