import type { Domain } from '../../src/contract/index.ts';
import type { CheckModelInput, CheckResponse, FaceLimitsPreset } from '../../src/index.ts';
import type { QuarterTurn } from '../quadrilateral.ts';
import type { AnsweredItem, ScoredItem, Summary } from '../summary.ts';
import type { UsageError } from '../usage-error.ts';

/** One line of a task's list. */
export interface Item {
  /** Tells items of a list apart: the pictures they are made of. */
  readonly id: string;
  /** Path of the selfie, relative to the folder. */
  readonly face?: string;
  /** Path of the document picture, relative to the folder. */
  readonly doc?: string;
  readonly source?: string;
  /** By how much the pictures are turned, clockwise, before they are handed in. */
  readonly rotate?: QuarterTurn;
}

/** A line of a task whose answers are scores. */
export type LabelledItem = Item & Pick<ScoredItem, 'genuine' | 'kind'>;

/** A line of a CSV file by column. */
export interface Row {
  /** The value of a column that must not be empty. */
  text(column: string): string;
  /** The value of a column that must be a number. */
  number(column: string): number;
  /** The value of a column that must be one of these. */
  oneOf<T extends string>(column: string, allowed: readonly T[]): T;
  /** The value of a column that may be missing or empty. */
  optional(column: string): string | undefined;
  /** Whether the list has a column. */
  has(column: string): boolean;
  /** An error that says where the line is. */
  fault(message: string): UsageError;
}

/** What an answer comes to. It is kept on disk as JSON, whatever a task adds to it. */
export type Answer = Pick<AnsweredItem, 'status'> & { readonly error?: string };

/** `score` is there when the status is `OK`. */
export type ScoreAnswer = Answer & Pick<ScoredItem, 'score'>;

export interface CheckOptions {
  readonly pipeline?: string;
  readonly calibration?: string;
  readonly domain?: Domain;
}

/** A kind of evaluation. Register new ones in index.ts. */
export interface Task<I extends Item = Item, A extends Answer = Answer> {
  /** One sentence for the help text. */
  readonly description: string;
  /** Name of the list in the folder. */
  readonly list: string;
  /** Columns that the list must have. */
  readonly columns: readonly string[];
  /** The items of a folder without that list: each of its pictures. Absent where there has to be a list. */
  readonly unlisted?: (path: string) => I;
  /** The face limits that it can be run with; the first when none are asked for. */
  readonly presets: readonly [FaceLimitsPreset, ...FaceLimitsPreset[]];
  /** Whether it can be run with one rule of the face limits alone. */
  readonly singleRule?: true;
  /** Whether requests can say where the selfies come from. */
  readonly domains?: true;
  /** Whether it can be run on pictures that are turned first. */
  readonly turnable?: true;
  /** Whether it can be run on pictures that are the document as a whole. */
  readonly croppable?: true;
  /** Whether its answers are read off `details`. */
  readonly details?: true;
  /** What each call asks for. Throws a UsageError for options that do not apply. */
  checkModel(options: CheckOptions): CheckModelInput;
  readItem(row: Row): I;
  readAnswer(response: CheckResponse, item: I): A;
  summarise(items: readonly (I & A)[]): Summary;
}
