import { transfer } from 'comlink';
import { EkycError, type EkycErrorCode } from '../contract/error.ts';
import type { CheckRequest, ImageInput } from '../engine/api.ts';

/**
 * The request as it is posted to the worker. To clone 12 megapixels takes the page 50 to 90 ms; a VideoFrame of the same
 * pixels is made in a moment and handed over, and the caller's own stay usable. Browsers without VideoFrame clone.
 */
export function sendable(request: CheckRequest): CheckRequest {
  // What is no request at all is for the engine to refuse.
  if (typeof request !== 'object' || request === null) return request;
  return withFrames(request, ['face', 'doc']);
}

/** A single picture, in the same way. */
export function sendableImage(image: ImageInput): ImageInput {
  const frame = frameOf(image);
  return frame ? transfer(frame as unknown as ImageInput, [frame]) : image;
}

function withFrames<T extends object>(request: T, fields: readonly (keyof T)[]): T {
  const sent = { ...request };
  const frames: VideoFrame[] = [];
  for (const field of fields) {
    const frame = frameOf(request[field]);
    if (!frame) continue;
    frames.push(frame);
    sent[field] = frame as T[keyof T];
  }
  return transfer(sent, frames);
}

function frameOf(image: unknown): VideoFrame | undefined {
  if (typeof VideoFrame === 'undefined') return undefined;
  // Another handle on the same pixels. A closed frame goes as it is, as a bitmap does.
  if (image instanceof VideoFrame && image.displayWidth > 0) return image.clone();
  // A closed bitmap goes as it is, and gets the error for that.
  if (image instanceof ImageBitmap && image.width > 0) return new VideoFrame(image, { timestamp: 0 });
  // A frame of other colours would need their description.
  if (!(image instanceof ImageData) || image.colorSpace !== 'srgb') return undefined;
  const { data, width, height } = image;
  return new VideoFrame(data, { format: 'RGBA', codedWidth: width, codedHeight: height, timestamp: 0 });
}

/** Whether the browser refused to send something to the worker. */
export function isUnsendable(error: unknown): error is DOMException {
  return error instanceof DOMException && error.name === 'DataCloneError';
}

/** Turns the browser's refusal to send something to the worker into a typed error; passes any other error on. */
export function unlessUnsendable(what: string, code: EkycErrorCode): (error: unknown) => never {
  return (error) => {
    if (!isUnsendable(error)) throw error;
    const message = `${what} hold something that cannot be sent to the worker, such as an element, a function or a closed bitmap (${error.message}).`;
    throw new EkycError(code, message, { cause: error });
  };
}
