import { type DocCheckType, type Domain, EkycError, type FaceCheckType } from '../contract/index.ts';

/** The checks that a network answers. */
export type NetworkCheckType = Exclude<FaceCheckType, 'INJECTION_ATTACK'> | DocCheckType;

/** A name that requests may use, and the check that it answers. */
export interface NamedPipeline {
  readonly name: string;
  readonly type: NetworkCheckType;
}

/** The names of the contract, the default first; `default-sr` is another name of `sr-1`, and so on. A name without a network answers ERROR, never a number. */
const CONTRACT_NAMES: Readonly<Record<NetworkCheckType, readonly [string, ...string[]]>> = {
  PRESENTATION_ATTACK: ['pad-r-1', 'pad-d-1', 'pad-m-1'],
  DEEPFAKE_ATTACK: ['dfd-1'],
  SCREEN_REPLAY_ATTACK: ['default-sr', 'sr-1'],
  PRINTED_COPY_ATTACK: ['default-pc', 'pc-1'],
  PORTRAIT_SUBSTITUTION_ATTACK: ['default-ps', 'ps-1'],
  DIGITAL_MANIPULATION_ATTACK: ['default-dm', 'dm-1'],
};
/** The defaults of requests whose selfies come from webcams, where they are others. */
const DESKTOP_DEFAULTS: Partial<Record<NetworkCheckType, string>> = { PRESENTATION_ATTACK: 'pad-d-1' };
/** Ours, now or later: the contract names defaults like this. */
const RESERVED_PREFIX = 'default';

/** The names that requests to one engine may use: those of the contract, and those that are added to them. */
export class Pipelines {
  readonly #added: readonly NamedPipeline[];

  constructor(added: readonly NamedPipeline[]) {
    this.#added = added;
  }

  /**
   * The name that an entry carries: the one asked for, or the default's.
   *
   * @param at path of the check in the request, for messages.
   * @param domain where selfies come from.
   * @throws {EkycError} INVALID_CHECK_MODEL for a name that this engine does not know.
   */
  nameOf(type: NetworkCheckType, wanted: string | undefined, at: string, domain: Domain = 'GENERAL'): string {
    if (wanted === undefined) return (domain === 'DESKTOP' && DESKTOP_DEFAULTS[type]) || CONTRACT_NAMES[type][0];
    const added = this.#added.filter((pipeline) => pipeline.type === type).map(({ name }) => name);
    const known = new Set([...CONTRACT_NAMES[type], ...added]);
    if (known.has(wanted)) return wanted;
    throw new EkycError(
      'INVALID_CHECK_MODEL',
      `${at}.pipeline: unknown value ${JSON.stringify(wanted.slice(0, 80))} for ${type}; allowed: ${[...known].join(', ')}`,
    );
  }
}

/** Whether a name is the contract's, for whichever check, or kept for it. */
export function isContractName(name: string): boolean {
  return name.startsWith(RESERVED_PREFIX) || Object.values(CONTRACT_NAMES).flat().includes(name);
}

export function withoutNetwork(pipeline: string): string {
  return `Pipeline ${pipeline} has no network in this version of Idem`;
}
