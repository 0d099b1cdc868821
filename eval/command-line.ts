import { resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Arguments, strictly: those of this process unless others are given. Throws a UsageError for what is unknown. */
export function readArguments<T extends Options>(options: T, allowPositionals: boolean, args?: readonly string[]) {
  try {
    return parseArgs({ options, allowPositionals, strict: true, ...(args && { args: [...args] }) });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** One of several values of an option. Throws a UsageError for any other. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((name) => name === value);
  if (found !== undefined) return found;
  throw new UsageError(`${option}: '${value}' is none of ${allowed.join(', ')}.`);
}

/** A whole number above 0. Throws a UsageError for anything else. */
export function readCount(option: string, value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw new UsageError(`${option}: '${value}' is no whole number above 0.`);
}

/** A path as the user typed it, also below the repository's root, where npm does not run its scripts. */
export function userPath(path: string): string {
  return resolve(process.env.INIT_CWD ?? '.', path);
}

/** Runs a command, and ends the process with what it answers: 2 for wrong usage, `failure` for any other error. */
export async function runCommand(main: () => Promise<number>, failure: number): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = error instanceof UsageError ? 2 : failure;
  }
}
