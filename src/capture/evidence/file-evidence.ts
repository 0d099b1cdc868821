import type { FileEvidence } from '../../evidence/capture-evidence.ts';
import type { CaptureSubject } from '../capture.ts';
import { readEnvironment } from './environment.ts';
import { photoFacts } from './photo-facts.ts';

/**
 * The evidence of a picture that the user chose: that no camera was there, and which page it was.
 *
 * @param photo the JPEG that is sealed, byte for byte.
 * @throws {EkycError} IMAGE_UNREADABLE
 *
 * @example
 * const payload = await ekyc.encryptPayload(file, { evidence: await fileEvidence(file, 'face') });
 */
export async function fileEvidence(photo: Blob, subject: CaptureSubject): Promise<FileEvidence> {
  return {
    version: 1,
    source: 'file',
    subject,
    takenAt: Date.now(),
    photo: await photoFacts(photo),
    environment: await readEnvironment(),
  };
}
