import type { LabelledItem, Row } from './task.ts';

/** Words for what is genuine, and for what is not, in the lists of the data sets that there are. */
const GENUINE = ['bona_fide', 'real', 'genuine', 'live'] as const;
const ATTACK = ['attack', 'fake', 'forged', 'spoof', 'screen', 'copy'] as const;

/** What a row says of a picture: whether it is genuine, which attack it is (column `attack` or `kind`, else the label), and its source. */
export function readLabels(row: Row): Pick<LabelledItem, 'genuine' | 'kind' | 'source'> {
  const label = row.oneOf('label', [...GENUINE, ...ATTACK]);
  const genuine = GENUINE.some((word) => word === label);
  const source = row.optional('source');
  return {
    genuine,
    ...(genuine ? {} : { kind: row.optional('attack') ?? row.optional('kind') ?? label }),
    ...(source === undefined ? {} : { source }),
  };
}
