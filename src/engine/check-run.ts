import { planDocumentChecks, runDocumentCheck } from '../checks/document-check.ts';
import { type FaceJudges, planFaceChecks, runFaceCheck } from '../checks/face-check.ts';
import { failure } from '../checks/failure.ts';
import type {
  CheckResult,
  DocResult,
  FaceCheckEntry,
  FaceResult,
  FaceSearchEntry,
  FaceSearchResult,
  FaceValidationResult,
} from '../contract/index.ts';
import { DOCUMENT_LIMITS, matchFaces, SELFIE_LIMITS } from '../matching/face-match.ts';
import type { Network } from '../models/network.ts';
import { decodePicture, type ImageInput } from '../readings/decode.ts';
import type { MainFace } from '../readings/detected-face.ts';
import type { NamedFaceLimits } from '../readings/face-limits.ts';
import { type FaceNetworks, FaceReading } from '../readings/face-reading.ts';
import type { CheckDetails } from './api.ts';
import { describeReading } from './details.ts';
import { parseRequest } from './request.ts';
import { Stopwatch } from './stopwatch.ts';

/** What an engine lends to every request. */
export interface Instruments {
  readonly faceLimits: NamedFaceLimits;
  readonly mainFace: MainFace;
  readonly networks: FaceNetworks;
  readonly judges: FaceJudges;
  readonly matcher: Network;
}

/** One request on its way to its result. */
export class CheckRun {
  readonly #request: ReturnType<typeof parseRequest>;
  readonly #faceChecks: ReturnType<typeof planFaceChecks>;
  readonly #documentChecks: ReturnType<typeof planDocumentChecks>;
  readonly #instruments: Instruments;
  readonly #signal: AbortSignal | undefined;
  readonly #watch = new Stopwatch();
  readonly #models: Record<string, readonly string[]> = {};
  #face: FaceReading | undefined;
  #doc: FaceReading | undefined;

  /** @throws {EkycError} when the form of the request is wrong, before anything is decoded. */
  constructor(request: unknown, instruments: Instruments, signal?: AbortSignal) {
    this.#request = parseRequest(request);
    this.#faceChecks = planFaceChecks(this.#request.model);
    this.#documentChecks = planDocumentChecks(this.#request.model);
    this.#instruments = instruments;
    this.#signal = signal;
  }

  /** @throws {EkycError} when a picture cannot be decoded. What befalls a single check stands in its entry. */
  async answer(withDetails: boolean): Promise<CheckResult & { details?: CheckDetails }> {
    try {
      const result = await this.#watch.measure('total', async () => {
        await this.#decode();
        return this.#operate();
      });
      return withDetails ? { ...result, details: await this.#details() } : result;
    } finally {
      this.#face?.picture.close();
      this.#doc?.picture.close();
    }
  }

  /** Both at once: the browser decodes beside the worker. What was read is kept, to be freed, also when the other fails. */
  async #decode(): Promise<void> {
    const { face, doc } = this.#request;
    const read = await Promise.allSettled([this.#read(face, 'face'), this.#read(doc, 'doc')]);
    [this.#face, this.#doc] = read.map((one) => (one.status === 'fulfilled' ? one.value : undefined));
    for (const one of read) if (one.status === 'rejected') throw one.reason;
  }

  async #read(input: ImageInput | undefined, field: 'face' | 'doc'): Promise<FaceReading | undefined> {
    if (!input) return undefined;
    const picture = await this.#watch.measure(`decode ${field}`, () => decodePicture(input, field, this.#signal));
    const { networks, mainFace } = this.#instruments;
    return new FaceReading(picture, networks, mainFace, this.#signal);
  }

  async #operate(): Promise<CheckResult> {
    const { operations } = this.#request.model;
    const face = this.#face;
    const doc = this.#doc;
    const wants = (operation: (typeof operations)[number]) => operations.includes(operation);
    return {
      ...(wants('FACE_CHECK') && face && { face_result: await this.#faceResult(face) }),
      ...(wants('DOC_CHECK') && doc && { doc_result: this.#docResult() }),
      ...(wants('FACE_MATCH_VALIDATION') &&
        face &&
        doc && { face_validation_result: await this.#faceMatch(face, doc) }),
      ...(wants('FACE_MATCH_SEARCH') && { face_search_result: this.#faceSearch() }),
    };
  }

  async #faceResult(face: FaceReading): Promise<FaceResult> {
    const { faceLimits, judges } = this.#instruments;
    const results: FaceCheckEntry[] = [];
    for (const check of this.#faceChecks) {
      const entry = await this.#watch.measure(check.type, () =>
        runFaceCheck(check, face, faceLimits.limits, judges, this.#signal),
      );
      if (entry.status_code === 'OK' && 'pipeline' in entry) {
        this.#models[check.type] = judges.get(entry.pipeline)?.models ?? [];
      }
      results.push(entry);
    }
    return { results };
  }

  #docResult(): DocResult {
    return { results: this.#documentChecks.map(runDocumentCheck) };
  }

  async #faceMatch(face: FaceReading, doc: FaceReading): Promise<FaceValidationResult> {
    return this.#watch.measure('FACE_MATCH_VALIDATION', async () => {
      try {
        const { matcher } = this.#instruments;
        const match = await matchFaces(face, doc, matcher, this.#signal);
        if ('error' in match) return { ...match, status_code: 'ERROR' };
        this.#models.FACE_MATCH_VALIDATION = [matcher.entry.id];
        return { ...match, status_code: 'OK' };
      } catch (error) {
        return { error: failure(error, this.#signal), status_code: 'ERROR' };
      }
    });
  }

  #faceSearch(): FaceSearchResult {
    const collections = this.#request.model.face_search_parameters?.collections ?? [];
    const sources = [...(this.#face ? ['FACE' as const] : []), ...(this.#doc ? ['DOCUMENT' as const] : [])];
    return {
      results: collections.flatMap((collection) =>
        sources.map(
          (image_source): FaceSearchEntry => ({
            collection,
            error: 'Face search is not part of this version of Idem',
            image_source,
            status_code: 'ERROR',
          }),
        ),
      ),
    };
  }

  async #details(): Promise<CheckDetails> {
    const { faceLimits } = this.#instruments;
    const checked = this.#request.model.operations.includes('FACE_CHECK');
    const selfieLimits = checked ? faceLimits : ({ name: 'enrolment', limits: SELFIE_LIMITS } as const);
    return {
      ...(this.#face && { face: await describeReading(this.#face, selfieLimits, this.#signal) }),
      ...(this.#doc && {
        doc: await describeReading(this.#doc, { name: 'enrolment', limits: DOCUMENT_LIMITS }, this.#signal),
      }),
      models: this.#models,
      timings: this.#watch.timings,
    };
  }
}
