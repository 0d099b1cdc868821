import { describe, expect, it } from 'vitest';
import { type CheckModelInput, parseCheckModel } from '../contract/index.ts';
import type { DocumentReading } from '../readings/document-reading.ts';
import { planDocumentChecks, runDocumentCheck } from './document-check.ts';
import type { DocumentJudge, DocumentJudges } from './document-judge.ts';
import { Pipelines } from './pipelines.ts';

const judge: DocumentJudge = {
  models: ['m'],
  calibrations: ['REGULAR', 'SOFT'],
  judge: async () => ({ probability: 0.75 }),
};
const judges: DocumentJudges = new Map([['SCREEN_REPLAY_ATTACK', judge]]);
const check = { type: 'SCREEN_REPLAY_ATTACK', pipeline: 'sr-1', calibration: 'REGULAR' } as const;

type Specs = NonNullable<NonNullable<CheckModelInput['document_check_parameters']>['pipelines']>;

function plan(...pipelines: Specs) {
  const model = parseCheckModel({ operations: ['DOC_CHECK'], document_check_parameters: { pipelines } });
  return planDocumentChecks(model, new Pipelines([]), judges);
}

function readingOf(rejection?: Awaited<ReturnType<DocumentReading['rejection']>>): DocumentReading {
  return {
    rejection: async () => rejection,
    warnings: async () => ['GLARE_ON_IMAGE'],
  } as unknown as DocumentReading;
}

describe('planning', () => {
  it('names the default of each check where no pipeline is asked for', () => {
    const model = parseCheckModel({ operations: ['DOC_CHECK'] });
    const planned = planDocumentChecks(model, new Pipelines([]), judges);
    expect(planned.map(({ pipeline }) => pipeline)).toEqual(['default-sr', 'default-pc', 'default-ps', 'default-dm']);
  });

  it('takes both names of a pipeline', () => {
    expect(plan({ ...check }, { ...check, pipeline: 'default-sr', calibration: 'SOFT' })).toEqual([
      check,
      { ...check, pipeline: 'default-sr', calibration: 'SOFT' },
    ]);
  });

  it('refuses a calibration that the pipeline does not have, and says which it has', () => {
    expect(() => plan({ ...check }, { ...check, calibration: 'HARDENED' })).toThrow(
      'checkModel.document_check_parameters.pipelines[1].calibration: sr-1 has no HARD; allowed: REGULAR, SOFT',
    );
  });
});

describe('an entry', () => {
  it('holds the probability and the quality warnings', async () => {
    const entry = { ...check, probability: 0.75, quality_warnings: ['GLARE_ON_IMAGE'], status_code: 'OK' };
    expect(await runDocumentCheck(check, readingOf(), judges)).toEqual({ entry });
  });

  it('says why a document is not judged', async () => {
    const rejection = { code: 'DOCUMENT_CROPPED', error: 'Document is cropped' } as const;
    const { entry } = await runDocumentCheck(check, readingOf(rejection), judges);
    expect(entry).toEqual({ ...check, status_code: 'DOCUMENT_CROPPED', error: 'Document is cropped' });
  });

  it('is an error where there is no network, or the network fails', async () => {
    const other = { ...check, type: 'PRINTED_COPY_ATTACK', pipeline: 'default-pc' } as const;
    const failing = new Map([['SCREEN_REPLAY_ATTACK', { ...judge, judge: () => Promise.reject(new Error('lost')) }]]);
    expect(await runDocumentCheck(other, readingOf(), judges)).toMatchObject({
      entry: { status_code: 'ERROR', error: expect.stringContaining('has no network') },
    });
    expect(await runDocumentCheck(check, readingOf(), failing as DocumentJudges)).toMatchObject({
      entry: { status_code: 'ERROR', error: 'lost' },
    });
  });

  it('comes with the map of doubts of a network that has one', async () => {
    const heatMap = { corners: [], columns: 1, rows: 1, heat: [0.5] } as never;
    const telling = new Map([['SCREEN_REPLAY_ATTACK', { ...judge, judge: async () => ({ probability: 1, heatMap }) }]]);
    expect(await runDocumentCheck(check, readingOf(), telling as DocumentJudges)).toMatchObject({ heatMap });
  });
});
