import { type CaptureEvidence, captureEvidenceSchema } from '../../evidence/capture-evidence.ts';
import { findCameraSignals } from './camera-signals.ts';
import { judgeLight, type LightVerdict } from './light-response.ts';
import { findEventSignals, findPageSignals } from './page-signals.ts';
import { findPhotoSignals, type PhotoFacts } from './photo-signals.ts';
import { SignalList } from './signal-list.ts';
import { BOUND_TO_SESSION, FOLLOWED_LIGHT, type InjectionSignal, START } from './signals.ts';
import { findStreamSignals } from './stream-signals.ts';
import type { InjectionVerdict } from './verdict.ts';

/** What is known of a sealed payload beside its evidence. That it opened proves that nobody changed it. */
export interface PayloadFacts {
  readonly photo: PhotoFacts;
  /** By the sealer's clock. */
  readonly sealedAt: Date;
  /** Now, where it is left out. */
  readonly judgedAt?: Date;
  /** Judged before: its nonce was seen. */
  readonly replayed: boolean;
  readonly externalMeta?: string | undefined;
  /** Not looked at where it is left out. */
  readonly expectedExternalMeta?: string | undefined;
}

/** From capture to check a user needs seconds; slow networks and second thoughts included, minutes. */
const FRESH_MS = 10 * 60_000;
/** A picture is taken before it is sealed; a clock that is set in between may say otherwise. */
const CLOCK_SET_MS = 5 * 60_000;

const SIGNAL_OF_LIGHT: Readonly<Record<Exclude<LightVerdict, 'followed'>, InjectionSignal>> = {
  'not followed': 'LIGHT_NOT_FOLLOWED',
  'background alone': 'LIGHT_ON_BACKGROUND_ALONE',
  inconclusive: 'LIGHT_INCONCLUSIVE',
};

/**
 * How probable it is that a sealed picture was captured live, by the camera that its evidence tells of. Log-odds by the documented weights of
 * docs/EVIDENCE.md are added; a replay and a payload of another session score 0. Pure: nothing is remembered, so whether a payload was seen
 * before is the caller's to know.
 *
 * @param evidence as it was sealed. Whatever does not keep to the format scores as forged, and nothing is thrown.
 *
 * @example
 * const { image, evidence, nonce, sealedAt, externalMeta } = await openPayload(body, { keys });
 * const photo = { sha256: createHash('sha256').update(image).digest('hex') };
 * const { probability, findings } = scoreEvidence(evidence, {
 *   photo, sealedAt, replayed: seen.has(nonce), externalMeta, expectedExternalMeta: session.id,
 * });
 */
export function scoreEvidence(evidence: unknown, facts: PayloadFacts): InjectionVerdict {
  const found = new SignalList();
  const bonus = findPayloadSignals(facts, found) + findEvidenceSignals(evidence, facts, found);
  return { probability: 1 / (1 + Math.exp(-(START + bonus + found.weight))), findings: found.findings };
}

/** @returns log-odds that speak for the payload. */
function findPayloadSignals(facts: PayloadFacts, found: SignalList): number {
  const { sealedAt, judgedAt = new Date(), replayed, externalMeta, expectedExternalMeta } = facts;
  if (replayed) found.add('REPLAYED');
  const ageMs = judgedAt.getTime() - sealedAt.getTime();
  if (ageMs > FRESH_MS) found.add('HELD_BACK', `sealed ${minutes(ageMs)} ago`);
  if (expectedExternalMeta === undefined) return 0;
  if (externalMeta === expectedExternalMeta) return BOUND_TO_SESSION;
  found.add('OTHER_SESSION', externalMeta === undefined ? 'it has none' : 'it has another');
  return 0;
}

/** @returns log-odds that speak for the capture. */
function findEvidenceSignals(given: unknown, { photo, sealedAt }: PayloadFacts, found: SignalList): number {
  if (given === undefined) {
    found.add('NO_EVIDENCE');
    return 0;
  }
  const parsed = captureEvidenceSchema.safeParse(given);
  if (!parsed.success) {
    found.add('EVIDENCE_MALFORMED');
    return 0;
  }
  const evidence = parsed.data;
  const heldMs = sealedAt.getTime() - evidence.takenAt;
  if (heldMs > FRESH_MS) found.add('HELD_BACK', `taken ${minutes(heldMs)} before it was sealed`);
  if (heldMs < -CLOCK_SET_MS) found.add('EVIDENCE_MALFORMED', 'taken after it was sealed');
  findPageSignals(evidence.environment, found);
  findPhotoSignals(evidence, photo, found);
  return findCaptureSignals(evidence, found);
}

function findCaptureSignals(evidence: CaptureEvidence, found: SignalList): number {
  if (evidence.source === 'file') {
    found.add('FROM_FILE');
    return 0;
  }
  const { camera, stream, events, light } = evidence;
  findEventSignals(events, found);
  findCameraSignals(camera, stream, found);
  findStreamSignals(evidence, found);
  if (!light) return 0;
  const verdict = judgeLight(light.steps);
  if (verdict === 'followed') return FOLLOWED_LIGHT;
  found.add(SIGNAL_OF_LIGHT[verdict]);
  return 0;
}

function minutes(ms: number): string {
  return `${Math.round(ms / 60_000)} minutes`;
}
