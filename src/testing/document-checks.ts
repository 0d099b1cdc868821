import { afterAll, beforeAll } from 'vitest';
import { createEkyc } from '../client/create-ekyc.ts';
import type { Ekyc } from '../client/ekyc.ts';
import type { Calibration, DocCheckEntry, DocCheckType } from '../contract/index.ts';
import type { CheckDetails } from '../engine/api.ts';
import { sample } from './fixtures.ts';

/** A pipeline, and how its answer is calibrated: REGULAR unless said otherwise. */
type Asked = string | readonly [pipeline: string, calibration: Calibration];

/** What a file of tests asks one check of the document with: an engine, which lives as long as its tests, and the photo of a card. */
export interface DocumentChecks {
  readonly ekyc: Ekyc;
  readonly card: Blob;
  /** What pipelines answer to one look at a document: an entry each, in their order, and the details. */
  ask(
    doc: Blob | ImageData,
    pipelines: readonly Asked[],
    engine?: Ekyc,
  ): Promise<{ readonly entries: readonly DocCheckEntry[]; readonly details: CheckDetails }>;
}

/** Throws where an entry has none. */
export function probabilityOf(entry: DocCheckEntry | undefined): number {
  if (entry?.status_code !== 'OK') throw new Error(`${entry?.status_code}: ${entry?.error}`);
  return entry.probability;
}

/** To be called once, before the tests of a file. */
export function documentChecks(type: DocCheckType): DocumentChecks {
  let ekyc: Ekyc;
  let card: Blob;
  beforeAll(async () => {
    ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
    card = await sample('id-marc.jpg');
  });
  afterAll(() => ekyc.close());
  return {
    get ekyc() {
      return ekyc;
    },
    get card() {
      return card;
    },
    async ask(doc, pipelines, engine = ekyc) {
      const request = { checkModel: modelOf(type, pipelines), doc, encrypted: false };
      const { doc_result, details } = await engine.check(request, { details: true });
      return { entries: doc_result!.results, details: details! };
    },
  };
}

function modelOf(type: DocCheckType, asked: readonly Asked[]) {
  const pipelines = asked.map((one) => {
    const [pipeline, calibration] = typeof one === 'string' ? ([one, 'REGULAR'] as const) : one;
    return { type, pipeline, calibration };
  });
  return { operations: ['DOC_CHECK'] as const, document_check_parameters: { pipelines } };
}
