import { isFrame } from '../readings/image-input.ts';

/** Frees what the client sent as frames, however the call ended: they hold memory that is not collected by itself. */
export function closeFrames(values: readonly unknown[]): void {
  for (const value of values) if (isFrame(value)) value.close();
}
