import { claimedSizes } from './claimed-sizes.ts';
import type { CorpusEntry } from './corpus-entry.ts';
import { damagedFiles } from './damaged-files.ts';
import { encodings } from './encodings.ts';
import { foreignFiles } from './foreign-files.ts';
import { shapes } from './shapes.ts';
import { wrappings } from './wrappings.ts';

/** Every picture that Idem is tried with: the right ones, the odd ones and the wrong ones. */
export const PICTURE_CORPUS: readonly CorpusEntry[] = [
  ...encodings,
  ...wrappings,
  ...shapes,
  ...claimedSizes,
  ...damagedFiles,
  ...foreignFiles,
];
