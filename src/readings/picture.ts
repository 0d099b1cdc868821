import { type Affine, type Box, stretch } from './geometry.ts';

/** A decoded picture, upright. What reads it does not know how it was decoded or where its pixels live. */
export interface Picture {
  /** Size in pixels after EXIF orientation, before any downscaling on decode. */
  readonly width: number;
  readonly height: number;
  /** Pixels kept for each pixel of the side, 0..1: below 1 where a large photo was shrunk on decode. */
  readonly resolution: number;
  /** What the file names as software that made it, see `softwareOf()`; absent where there was no file. */
  readonly software?: readonly string[];
  /**
   * The picture seen through a transform, smoothly resampled; black outside the picture, white behind transparency.
   *
   * @param transform from pixels of the picture to pixels of the result.
   * @returns `width * height * 4` bytes of RGBA.
   */
  sample(transform: Affine, width: number, height: number): Uint8ClampedArray;
  /** Frees the pixels. */
  close(): void;
}

/** A box of the picture, stretched onto `width` x `height` pixels. */
export function crop(picture: Picture, box: Box, width: number, height: number): Uint8ClampedArray {
  return picture.sample(stretch(box, width, height), width, height);
}
