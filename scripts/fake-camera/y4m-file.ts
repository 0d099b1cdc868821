import type { Size } from '../documents/perspective.ts';

/** A picture as video has it: a plane of brightness, and two of colour at half its width and height. Levels of 16 to 235 and 240 (BT.601). */
export interface Planes extends Size {
  readonly y: Float32Array;
  readonly u: Float32Array;
  readonly v: Float32Array;
}

/** What a YUV4MPEG2 file holds. */
export interface Y4mFile extends Size {
  readonly framesPerSecond: number;
  /** I420, one after the other. */
  readonly frames: readonly Buffer[];
}

const FRAME = Buffer.from('FRAME\n');

/** Bytes of a frame of I420. */
export function frameBytes({ width, height }: Size): number {
  return (width * height * 3) / 2;
}

/** A YUV4MPEG2 file: what Chromium plays as a camera without decoding anything. */
export function encodeY4m({ width, height, framesPerSecond, frames }: Y4mFile): Buffer {
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([header, ...frames.flatMap((frame) => [FRAME, frame])]);
}

/** @throws {Error} where the file is none that {@link encodeY4m} writes */
export function decodeY4m(file: Buffer): Y4mFile {
  const end = file.indexOf('\n');
  const [, width, height, framesPerSecond] =
    /^YUV4MPEG2 W(\d+) H(\d+) F(\d+):1 /.exec(file.toString('latin1', 0, end)) ?? [];
  const size = { width: Number(width), height: Number(height) };
  const step = FRAME.length + frameBytes(size);
  if (!framesPerSecond || (file.length - end - 1) % step !== 0) throw new Error('This is no whole YUV4MPEG2 file.');
  const frames: Buffer[] = [];
  for (let at = end + 1; at < file.length; at += step) {
    if (!file.subarray(at, at + FRAME.length).equals(FRAME)) throw new Error(`No frame begins at byte ${at}.`);
    frames.push(file.subarray(at + FRAME.length, at + step));
  }
  return { ...size, framesPerSecond: Number(framesPerSecond), frames };
}

/**
 * @param rgb three bytes a pixel.
 * @param size even on both sides.
 */
export function planesOf(rgb: Uint8Array, { width, height }: Size): Planes {
  const y = new Float32Array(width * height);
  const [u, v] = [new Float32Array(y.length / 4), new Float32Array(y.length / 4)];
  for (let i = 0; i < y.length; i++) {
    const [r, g, b] = [rgb[3 * i]!, rgb[3 * i + 1]!, rgb[3 * i + 2]!];
    y[i] = 16 + (65.481 * r + 128.553 * g + 24.966 * b) / 255;
    const half = (Math.floor(i / width) >> 1) * (width / 2) + ((i % width) >> 1);
    u[half]! += (128 + (-37.797 * r - 74.203 * g + 112 * b) / 255) / 4;
    v[half]! += (128 + (112 * r - 93.786 * g - 18.214 * b) / 255) / 4;
  }
  return { width, height, y, u, v };
}
