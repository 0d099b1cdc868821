import { GRID } from '../../evidence/luma-signature.ts';
import type { CameraFrame } from '../camera/camera-session.ts';
import { frameSize } from '../camera/frame-size.ts';
import {
  cellMeans,
  coloursOf,
  type FrameSample,
  greysOf,
  greysOfColours,
  interleaved,
  PATCH,
  PATCH_PLACES,
  type Plane,
  patchesOf,
  patchOrigins,
  type YuvRange,
} from './frame-sample.ts';

/** Pixels a side that a frame is shrunk to where it comes as a bitmap. */
const SHRUNK = 4 * GRID;
/** A frame with fewer pixels a side has no room for patches. */
const SMALLEST = 2 * PATCH;
/** Where the bytes of grey stand in these formats of pixels; where in four bytes red, green and blue do. */
const RGB: Readonly<Record<string, readonly [number, number, number]>> = {
  RGBA: [0, 1, 2],
  RGBX: [0, 1, 2],
  BGRA: [2, 1, 0],
  BGRX: [2, 1, 0],
};

/** Reads what is kept of frames. Video frames are copied as they are, which takes a tenth of the time that a canvas takes. */
export class FrameReader {
  #bytes = new Uint8Array();
  #patches: OffscreenCanvasRenderingContext2D | undefined;
  #shrunk: OffscreenCanvasRenderingContext2D | undefined;

  /**
   * The frame is read, or held on to, before this returns; it stays the caller's. Only one at a time.
   *
   * @returns nothing where the frame cannot be read.
   */
  async read({ image }: Pick<CameraFrame, 'image'>, withColours: boolean): Promise<FrameSample | undefined> {
    const { width, height } = frameSize(image);
    if (width < SMALLEST || height < SMALLEST) return undefined;
    if (!isVideoFrame(image)) return this.#draw(image, width, height, withColours);
    const format = image.format ?? '';
    if (format !== 'I420' && format !== 'NV12' && !(format in RGB))
      return this.#draw(image, width, height, withColours);
    const frame = image.clone();
    try {
      return await this.#copy(frame, format, withColours);
    } catch (error) {
      // Some browsers cannot copy frames that a graphics card holds, and say so by this; drawing them works.
      if (!(error instanceof TypeError)) throw error;
      return this.#draw(frame, width, height, withColours);
    } finally {
      frame.close();
    }
  }

  async #copy(frame: VideoFrame, format: string, withColours: boolean): Promise<FrameSample | undefined> {
    const size = frame.allocationSize();
    if (this.#bytes.length !== size) this.#bytes = new Uint8Array(size);
    const layout = await frame.copyTo(this.#bytes);
    const { width, height } = frame.visibleRect ?? { width: frame.codedWidth, height: frame.codedHeight };
    const plane = (index: number, step = 1, shift = 0, halved = false): Plane => ({
      bytes: this.#bytes,
      offset: layout[index]!.offset + shift,
      stride: layout[index]!.stride,
      step,
      width: halved ? width >> 1 : width,
      height: halved ? height >> 1 : height,
    });
    const rgb = RGB[format];
    if (rgb) return rgbSample(rgb.map((shift) => plane(0, 4, shift)) as [Plane, Plane, Plane], withColours);
    const range: YuvRange = { full: frame.colorSpace.fullRange === true, bt709: frame.colorSpace.matrix === 'bt709' };
    const chroma =
      format === 'NV12' ? [plane(1, 2, 0, true), plane(1, 2, 1, true)] : [plane(1, 1, 0, true), plane(2, 1, 0, true)];
    const luma = cellMeans(plane(0));
    return {
      luma: greysOf(luma, range),
      colours: withColours ? coloursOf(luma, cellMeans(chroma[0]!), cellMeans(chroma[1]!), range) : undefined,
      patches: patchesOf(plane(0)),
    };
  }

  #draw(image: CanvasImageSource, width: number, height: number, withColours: boolean): FrameSample {
    this.#patches ??= canvasOf(PATCH * PATCH_PLACES.length, PATCH);
    this.#shrunk ??= canvasOf(SHRUNK, SHRUNK);
    const patches = this.#patches;
    patchOrigins(width, height).forEach(([x, y], i) => {
      patches.drawImage(image, x, y, PATCH, PATCH, i * PATCH, 0, PATCH, PATCH);
    });
    this.#shrunk.drawImage(image, 0, 0, SHRUNK, SHRUNK);
    const shrunk = planes(this.#shrunk.getImageData(0, 0, SHRUNK, SHRUNK));
    const colours = interleaved(cellMeans(shrunk[0]), cellMeans(shrunk[1]), cellMeans(shrunk[2]));
    const native = patches.getImageData(0, 0, PATCH * PATCH_PLACES.length, PATCH);
    return {
      luma: greysOfColours(colours),
      colours: withColours ? colours : undefined,
      patches: greenPatches(native),
    };
  }
}

function isVideoFrame(image: VideoFrame | ImageBitmap): image is VideoFrame {
  return typeof VideoFrame !== 'undefined' && image instanceof VideoFrame;
}

function canvasOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser has no 2D canvas');
  context.imageSmoothingQuality = 'medium';
  return context;
}

function rgbSample(channels: [Plane, Plane, Plane], withColours: boolean): FrameSample {
  const colours = interleaved(cellMeans(channels[0]), cellMeans(channels[1]), cellMeans(channels[2]));
  return {
    luma: greysOfColours(colours),
    colours: withColours ? colours : undefined,
    // Green carries most of the grey, and its noise is the sensor's own.
    patches: patchesOf(channels[1]),
  };
}

function planes({ data, width, height }: ImageData): [Plane, Plane, Plane] {
  const bytes = new Uint8Array(data.buffer);
  const plane = (offset: number): Plane => ({ bytes, offset, stride: 4 * width, step: 4, width, height });
  return [plane(0), plane(1), plane(2)];
}

/** One patch after the other, of a picture that has them side by side. */
function greenPatches({ data, width }: ImageData): Uint8Array {
  const patches = new Uint8Array(data.length / 4);
  for (let i = 0; i < patches.length; i++) {
    const patch = Math.floor(i / (PATCH * PATCH));
    const y = Math.floor((i % (PATCH * PATCH)) / PATCH);
    const x = patch * PATCH + (i % PATCH);
    patches[i] = data[4 * (y * width + x) + 1]!;
  }
  return patches;
}
