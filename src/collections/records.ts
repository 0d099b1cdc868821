import { ID_LENGTH } from './record-ids.ts';

/** Records side by side. */
export interface Records {
  /** Their ids, 16 bytes each. */
  readonly roster: Uint8Array<ArrayBuffer>;
  /** `dimension` of each, in the roster's order. */
  readonly codes: Int8Array<ArrayBuffer>;
}

/** How far bulk work has come, in records. */
export interface RecordProgress {
  readonly done: number;
  readonly total: number;
}

export const NO_RECORDS: Records = { roster: new Uint8Array(), codes: new Int8Array() };

export function countOf({ roster }: Records): number {
  return roster.length / ID_LENGTH;
}

export function joinRecords(first: Records, second: Records): Records {
  const roster = new Uint8Array(first.roster.length + second.roster.length);
  roster.set(first.roster);
  roster.set(second.roster, first.roster.length);
  const codes = new Int8Array(first.codes.length + second.codes.length);
  codes.set(first.codes);
  codes.set(second.codes, first.codes.length);
  return { roster, codes };
}

/** Those from one to before another: views, no copies. */
export function sliceRecords({ roster, codes }: Records, dimension: number, from: number, to?: number): Records {
  const end = to ?? roster.length / ID_LENGTH;
  return {
    roster: roster.subarray(from * ID_LENGTH, end * ID_LENGTH),
    codes: codes.subarray(from * dimension, end * dimension),
  };
}
