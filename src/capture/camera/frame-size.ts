import type { CameraFrame } from './camera-session.ts';

/** Pixels of a frame as it is shown, upright. */
export function frameSize(image: CameraFrame['image']): { readonly width: number; readonly height: number } {
  return 'displayWidth' in image
    ? { width: image.displayWidth, height: image.displayHeight }
    : { width: image.width, height: image.height };
}
