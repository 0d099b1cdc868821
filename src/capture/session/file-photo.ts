import type { CaptureOptions, CaptureResult } from '../capture.ts';
import type { CaptureDeps } from './capture-deps.ts';
import { onceMoreIfWorkerDied } from './faults.ts';
import type { Subject } from './subject.ts';

/**
 * A file of the user's own as the photo, sealed with what evidence there is of it.
 *
 * @throws {EkycError} of pictures and of the engine; the signal's reason
 */
export async function photoOfFile(
  file: Blob,
  subject: Subject,
  { ekyc, externalMeta }: CaptureOptions,
  deps: CaptureDeps,
  signal: AbortSignal,
): Promise<CaptureResult> {
  const statusOf = (picture: Blob) => onceMoreIfWorkerDied(() => subject.statusOf(picture, signal));
  // The engine first: it refuses what nobody should decode.
  const asGiven = await statusOf(file);
  const photo = await deps.toPhoto(file);
  signal.throwIfAborted();
  const statusCode = photo === file ? asGiven : await statusOf(photo);
  const evidence = await deps.recordFile(photo, subject.name);
  signal.throwIfAborted();
  const beside = { evidence, signal, ...(externalMeta !== undefined && { externalMeta }) };
  const payload = await onceMoreIfWorkerDied(() => ekyc.encryptPayload(photo, beside));
  return { payload, photo, statusCode, source: 'file' };
}
