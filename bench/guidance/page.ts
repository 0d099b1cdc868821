import { createFaceTracker, type FaceTracker } from '../../src/capture/tracker/face-tracker.ts';
import type { Ekyc } from '../../src/index.ts';
import { createEkyc } from '../../src/index.ts';

// Built for the bench's page by bench.ts.

/** What is filmed, and how. */
export interface FilmOptions {
  readonly assetsBaseUrl: string;
  /** Address of the picture that moves before the camera. */
  readonly picture: string;
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** Of each part of the film. */
  readonly seconds: number;
  readonly readingsPerSecond: number;
  readonly threads: number;
}

/** What became of one part of the film. Times in milliseconds. */
export interface FilmPart {
  readonly seconds: number;
  /** Frames that the video showed. */
  readonly presented: number;
  /** From a frame's hand-over to its faces. One for each frame that was tracked. */
  readonly trackMs: readonly number[];
  /** Tracked frames with exactly one face. */
  readonly found: number;
  readonly readMs: readonly number[];
  /** Readings with the code OK. */
  readonly good: number;
  /** Tasks of the main thread of 50 ms and more, which is all that a browser tells. */
  readonly longTasks: readonly number[];
}

export interface FilmResult {
  /** The tracker by itself. */
  readonly alone: FilmPart;
  /** With readings beside it. */
  readonly guided: FilmPart;
}

/** Tracks a film of a picture, first by itself, then with the engine reading beside it. */
export async function film(options: FilmOptions): Promise<FilmResult> {
  const ekyc = await createEkyc({ assetsBaseUrl: options.assetsBaseUrl, threads: options.threads });
  const tracker = await createFaceTracker({ assetsBaseUrl: options.assetsBaseUrl });
  await ekyc.preload();
  const { video, stop } = await startFilm(options);
  const tasks = await watchTasks();
  try {
    // Engines compile what runs often.
    await part(video, tracker, ekyc, { ...options, seconds: 2 }, tasks);
    return {
      alone: await part(video, tracker, undefined, options, tasks),
      guided: await part(video, tracker, ekyc, options, tasks),
    };
  } finally {
    stop();
    tracker.close();
    await ekyc.close();
  }
}

/** The picture, swaying, as a camera's stream would show it. */
async function startFilm({ picture, width, height, framesPerSecond }: FilmOptions) {
  const still = await createImageBitmap(await (await fetch(picture)).blob(), {
    resizeHeight: height,
    resizeQuality: 'high',
  });
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { alpha: false })!;
  const draw = () => {
    const sway = 0.04 * width * Math.sin(performance.now() / 700);
    context.fillStyle = '#556';
    context.fillRect(0, 0, width, height);
    context.drawImage(still, (width - still.width) / 2 + sway, 0);
  };
  draw();
  const timer = setInterval(draw, 1000 / framesPerSecond);
  const video = Object.assign(document.createElement('video'), {
    muted: true,
    srcObject: canvas.captureStream(framesPerSecond),
  });
  document.body.append(video);
  await video.play();
  return { video, stop: () => clearInterval(timer) };
}

interface TaskWatch {
  /** Durations since the last call. */
  take(): Promise<number[]>;
}

/** @throws {Error} where the browser tells nothing of long tasks. */
async function watchTasks(): Promise<TaskWatch> {
  const long: number[] = [];
  new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
  const take = async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
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

/** Every frame that comes while the tracker is free is tracked. */
async function part(
  video: HTMLVideoElement,
  tracker: FaceTracker,
  ekyc: Ekyc | undefined,
  { seconds, readingsPerSecond }: FilmOptions,
  tasks: TaskWatch,
): Promise<FilmPart> {
  const [trackMs, readMs]: [number[], number[]] = [[], []];
  const shown = { first: 0, last: 0 };
  let [found, good, isTracking] = [0, 0, false];
  let [nextReading, reading]: [number, Promise<void> | undefined] = [0, undefined];
  await tasks.take();
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    const track = async (frame: VideoFrame, now: number) => {
      isTracking = true;
      const faces = await tracker.track(frame, now);
      isTracking = false;
      trackMs.push(performance.now() - now);
      if (faces.length === 1) found++;
    };
    const read = async (frame: VideoFrame, now: number) => {
      const { statusCode } = await ekyc!.readFace(frame, { encrypted: false });
      frame.close();
      readMs.push(performance.now() - now);
      if (statusCode === 'OK') good++;
      reading = undefined;
    };
    const onFrame = (_: number, { presentedFrames }: VideoFrameCallbackMetadata) => {
      const now = performance.now();
      shown.first ||= presentedFrames;
      shown.last = presentedFrames;
      if (now - started > seconds * 1000) return resolve();
      video.requestVideoFrameCallback(onFrame);
      if (ekyc && !reading && now >= nextReading) {
        nextReading = now + 1000 / readingsPerSecond;
        reading = read(new VideoFrame(video), now);
        reading.catch(reject);
      }
      if (!isTracking) track(new VideoFrame(video), now).catch(reject);
    };
    video.requestVideoFrameCallback(onFrame);
  });
  await reading;
  const passed = (performance.now() - started) / 1000;
  const presented = shown.last - shown.first + 1;
  return { seconds: passed, presented, trackMs, found, readMs, good, longTasks: await tasks.take() };
}
