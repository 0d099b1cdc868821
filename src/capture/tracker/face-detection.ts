import { type Detection, FaceDetector } from '@mediapipe/tasks-vision';
import { EkycError } from '../../contract/error.ts';
import type { AssetLoader } from '../../models/asset-loader.ts';
import { importScript } from '../../models/import-script.ts';
import { requireWebAssembly } from '../../models/web-assembly.ts';
import { sizeOf } from '../../readings/geometry.ts';
import { frameSize } from '../camera/frame-size.ts';
import { KEYPOINTS, type TrackedFace } from './tracked-face.ts';
import { TRACKER_FILES } from './tracker-files.ts';

/** The runtime would fetch its files itself, unseen and unchecked. It is given both instead, and asks for none. */
const NOTHING_TO_FETCH = { wasmLoaderPath: '', wasmBinaryPath: '' };

/** In place of the console, where the runtime tells of its start. What goes wrong it throws. */
const silent = () => {};

/** tasks-vision's face detector for the frames of a video. */
export class FaceDetection {
  readonly #loader: AssetLoader;
  #detector: Promise<FaceDetector> | undefined;
  #lastTimestamp = Number.NEGATIVE_INFINITY;

  constructor(loader: AssetLoader) {
    this.#loader = loader;
  }

  /** @throws {EkycError} ASSET_MISSING, ASSET_CORRUPT, RUNTIME_FAILED */
  async start(): Promise<void> {
    await this.#running();
  }

  /**
   * The faces of a frame, the largest first.
   *
   * @param timestampMs when the frame was taken. The runtime takes no frame that is not later than the one before: such a frame counts as a little later.
   * @throws {EkycError} RUNTIME_FAILED, and as {@link start}; the next frame starts the detector anew
   */
  async detect(image: VideoFrame | ImageBitmap, timestampMs: number): Promise<TrackedFace[]> {
    const detector = await this.#running();
    const { width, height } = frameSize(image);
    this.#lastTimestamp = timestampMs > this.#lastTimestamp ? timestampMs : this.#lastTimestamp + 1;
    try {
      const { detections } = detector.detectForVideo(image, this.#lastTimestamp);
      return detections
        .map((detection) => toFace(detection, width, height))
        .toSorted((p, q) => sizeOf(q.box) - sizeOf(p.box));
    } catch (error) {
      this.#detector = undefined;
      throw runtimeFailed(`could not look at a frame (${words(error)})`, error);
    }
  }

  #running(): Promise<FaceDetector> {
    this.#detector ??= this.#begin();
    return this.#detector;
  }

  async #begin(): Promise<FaceDetector> {
    const forget = () => {
      this.#detector = undefined;
    };
    try {
      return await startDetector(this.#loader, forget);
    } catch (error) {
      forget();
      throw error;
    }
  }
}

/** @param onLost told when the system takes the graphics context away, as it may from a page that nobody sees. No face is found from then on. */
async function startDetector(loader: AssetLoader, onLost: () => void): Promise<FaceDetector> {
  requireWebAssembly();
  if (!hasWebGl()) throw runtimeFailed('needs WebGL, which this browser or device does not offer');
  const [model, wasm] = await Promise.all([
    loader.load(TRACKER_FILES.model),
    loader.load(TRACKER_FILES.wasm),
    loader.load(TRACKER_FILES.script),
  ]);
  const scriptUrl = loader.url(TRACKER_FILES.script.path);
  const { default: factory } = await importScript(scriptUrl, () => import(/* @vite-ignore */ scriptUrl));
  const canvas = new OffscreenCanvas(1, 1);
  canvas.addEventListener('webglcontextlost', onLost, { once: true });
  // Where the runtime looks for what it is made of, and takes the first two away again.
  Object.assign(globalThis, {
    ModuleFactory: factory,
    Module: { wasmBinary: wasm.bytes, print: silent, printErr: silent },
    custom_dbg: silent,
  });
  try {
    return await FaceDetector.createFromOptions(NOTHING_TO_FETCH, {
      baseOptions: { modelAssetBuffer: model.bytes, delegate: 'CPU' },
      runningMode: 'VIDEO',
      canvas,
    });
  } catch (error) {
    throw runtimeFailed(`could not start (${words(error)})`, error);
  }
}

/** Frames reach the runtime through it. Asked of a canvas that is not the runtime's, which chooses attributes of its own. */
function hasWebGl(): boolean {
  const canvas = new OffscreenCanvas(1, 1);
  return (canvas.getContext('webgl2') ?? canvas.getContext('webgl')) !== null;
}

function toFace({ boundingBox, categories, keypoints }: Detection, width: number, height: number): TrackedFace {
  const { originX: x, originY: y, ...size } = boundingBox!;
  const points = KEYPOINTS.map(
    (name, i) => [name, { x: keypoints[i]!.x * width, y: keypoints[i]!.y * height }] as const,
  );
  return {
    box: { x, y, width: size.width, height: size.height },
    score: categories[0]!.score,
    keypoints: Object.fromEntries(points) as TrackedFace['keypoints'],
  };
}

function runtimeFailed(fault: string, cause?: unknown): EkycError {
  return new EkycError('RUNTIME_FAILED', `The face tracker ${fault}.`, { cause });
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
