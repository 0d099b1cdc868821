import type { CheckModelInput, CheckResponse, FaceLimitsPreset } from '../../src/index.ts';
import type { ScoredItem, Summary } from '../summary.ts';

/** One line of a task's list. */
export interface Item {
  /** Tells items of a list apart: the pictures they are made of. */
  readonly id: string;
  /** Path of the selfie, relative to the folder. */
  readonly face?: string;
  /** Path of the document picture, relative to the folder. */
  readonly doc?: string;
  readonly genuine: boolean;
  readonly kind?: string;
  readonly source?: string;
}

/** A line of a CSV file by column. */
export interface Row {
  /** The value of a column that must not be empty. */
  text(column: string): string;
  /** The value of a column that must be one of these. */
  oneOf<T extends string>(column: string, allowed: readonly T[]): T;
  /** The value of a column that may be missing or empty. */
  optional(column: string): string | undefined;
}

/** What an answer comes to. `score` is there when the status is `OK`. */
export type Answer = Pick<ScoredItem, 'status' | 'score'> & { readonly error?: string };

export interface CheckOptions {
  readonly pipeline?: string;
  readonly calibration?: string;
}

/** A kind of evaluation. Register new ones in index.ts. */
export interface Task {
  /** One sentence for the help text. */
  readonly description: string;
  /** Name of the list in the folder. */
  readonly list: string;
  /** Columns that the list must have. */
  readonly columns: readonly string[];
  /** The face limits that it can be run with; the first when none are asked for. */
  readonly presets: readonly [FaceLimitsPreset, ...FaceLimitsPreset[]];
  /** What each call asks for. Throws a UsageError for options that do not apply. */
  checkModel(options: CheckOptions): CheckModelInput;
  readItem(row: Row): Item;
  readAnswer(response: CheckResponse): Answer;
  summarise(items: readonly ScoredItem[]): Summary;
}
