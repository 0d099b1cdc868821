import type { CaptureEvidence } from '../../evidence/capture-evidence.ts';
import { signatureDistance } from '../../evidence/luma-signature.ts';
import type { SignalList } from './signal-list.ts';

/** What is known of the picture that was sealed. */
export interface PhotoFacts {
  /** Hex of its file's SHA-256. */
  readonly sha256: string;
  /** Of its pixels, by `lumaSignature()`. Left out where nobody decoded it; then it is not compared. */
  readonly signature?: string;
}

/** Decoders and scalers differ a little; another picture is at 0.7 and more. */
const SAME_PICTURE = 0.35;
/** The photo may be a frame that was skipped, a moment from those that were seen. */
const SAME_SCENE = 0.5;

/** Whether the sealed picture is the one that the evidence is of, and whether the camera showed it. */
export function findPhotoSignals(evidence: CaptureEvidence, sealed: PhotoFacts, found: SignalList): void {
  const { photo } = evidence;
  if (photo.sha256 !== sealed.sha256) found.add('OTHER_BYTES');
  if (sealed.signature !== undefined && signatureDistance(photo.signature, sealed.signature) > SAME_PICTURE) {
    found.add('OTHER_PICTURE');
  }
  if (evidence.source === 'file') return;
  const { signatures } = evidence.stream;
  const nearest = Math.min(1, ...signatures.map(({ luma }) => signatureDistance(photo.signature, luma)));
  if (nearest > SAME_SCENE) found.add('NOT_AMONG_FRAMES');
}
