import { type DocCheckType, EkycError, type FaceCheckType } from '../contract/index.ts';

/** The checks that a network answers. */
export type NetworkCheckType = Exclude<FaceCheckType, 'INJECTION_ATTACK'> | DocCheckType;

/** Names that a request may use, the default first. A name without a network answers ERROR, never a number. */
const PIPELINES: Readonly<Record<NetworkCheckType, readonly [string, ...string[]]>> = {
  PRESENTATION_ATTACK: ['pad-m-1', 'pad-r-1'],
  DEEPFAKE_ATTACK: ['dfd-1'],
  SCREEN_REPLAY_ATTACK: ['default-sr'],
  PRINTED_COPY_ATTACK: ['default-pc'],
  PORTRAIT_SUBSTITUTION_ATTACK: ['default-ps'],
  DIGITAL_MANIPULATION_ATTACK: ['default-dm'],
};

/**
 * The name that an entry carries: the one asked for, or the default's.
 *
 * @param at path of the check in the request, for messages.
 *
 * @throws {EkycError} INVALID_CHECK_MODEL for a name that no version knows.
 */
export function pipelineName(type: NetworkCheckType, wanted: string | undefined, at: string): string {
  const known = PIPELINES[type];
  if (wanted === undefined) return known[0];
  if (known.includes(wanted)) return wanted;
  throw new EkycError(
    'INVALID_CHECK_MODEL',
    `${at}.pipeline: unknown value ${JSON.stringify(wanted.slice(0, 80))} for ${type}; allowed: ${known.join(', ')}`,
  );
}

export function withoutNetwork(pipeline: string): string {
  return `Pipeline ${pipeline} has no network in this version of Idem`;
}
