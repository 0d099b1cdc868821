import { planDocumentChecks, runDocumentCheck } from '../checks/document-check.ts';
import type { DocumentJudges } from '../checks/document-judge.ts';
import { type FaceJudges, type PlannedFaceCheck, planFaceChecks, runFaceCheck } from '../checks/face-check.ts';
import { failure } from '../checks/failure.ts';
import type { HeatMap } from '../checks/heat-map.ts';
import { scoreEvidence } from '../checks/injection/score-evidence.ts';
import type { InjectionVerdict } from '../checks/injection/verdict.ts';
import type { Pipelines } from '../checks/pipelines.ts';
import {
  type CheckResult,
  type DocCheckEntry,
  type DocCheckType,
  type DocResult,
  EkycError,
  type FaceCheckEntry,
  type FaceResult,
  type FaceSearchEntry,
  type FaceSearchResult,
  type FaceValidationResult,
  type ImageSource,
} from '../contract/index.ts';
import { embedFaces, type FaceEmbeddings } from '../matching/face-embeddings.ts';
import { matchFaces, SELFIE_LIMITS } from '../matching/face-match.ts';
import type { Network } from '../models/network.ts';
import type { Provenance } from '../payload/content.ts';
import type { Subject } from '../readings/decode.ts';
import { DocumentReading, type Measure } from '../readings/document-reading.ts';
import { type FaceLimits, type NamedFaceLimits, PORTRAIT_LIMITS } from '../readings/face-limits.ts';
import { FaceReading } from '../readings/face-reading.ts';
import type { ImageInput } from '../readings/image-input.ts';
import { pictureSignature } from '../readings/picture-signature.ts';
import type { CheckDetails } from './api.ts';
import type { Collections } from './collections.ts';
import { describeDocumentPicture, describeInjection, describeReading } from './details.ts';
import { type ParsedOptions, parseRequest } from './request.ts';
import { Stopwatch } from './stopwatch.ts';
import { type ReadingRoom, readSubmission, type Submission, type SubmittedProvenance } from './submission.ts';

/** What an engine lends to every request. */
export interface Instruments extends ReadingRoom {
  readonly faceLimits: NamedFaceLimits;
  /** What requests may ask for. */
  readonly pipelines: Pipelines;
  readonly judges: FaceJudges;
  readonly documentJudges: DocumentJudges;
  readonly matcher: Network;
  readonly collections: Collections;
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
  readonly #heatMaps: Partial<Record<DocCheckType, HeatMap>> = {};
  readonly #options: ParsedOptions;
  #face: FaceReading | undefined;
  #provenance: SubmittedProvenance | undefined;
  #doc: DocumentReading | undefined;
  /** One verdict a request, however often it is asked for: to judge a payload a second time would find a replay. */
  #injection: Promise<InjectionVerdict> | undefined;
  #taken: Provenance | undefined;
  readonly #searched = new Map<ImageSource, Promise<FaceEmbeddings>>();

  /** @throws {EkycError} when the form of the request is wrong, before anything is decoded. */
  constructor(request: unknown, options: ParsedOptions, instruments: Instruments, signal?: AbortSignal) {
    this.#request = parseRequest(request);
    this.#faceChecks = planFaceChecks(this.#request.model, this.#request.encrypted, instruments.pipelines);
    this.#options = options;
    this.#requireJudgeOfExternalMeta();
    this.#documentChecks = planDocumentChecks(this.#request.model, instruments.pipelines, instruments.documentJudges);
    this.#instruments = instruments;
    this.#signal = signal;
  }

  /** @throws {EkycError} when a picture cannot be decoded. What befalls a single check stands in its entry. */
  async answer(): Promise<CheckResult & { details?: CheckDetails }> {
    try {
      const result = await this.#watch.measure('total', async () => {
        await this.#decode();
        return this.#operate();
      });
      return this.#options.details ? { ...result, details: await this.#details() } : result;
    } catch (error) {
      // A call that came to no answer may be made again, with the same payload.
      await this.#giveBackNonce();
      throw error;
    } finally {
      this.#face?.picture.close();
      this.#doc?.close();
    }
  }

  /** What is expected and never looked at would be taken for met. */
  #requireJudgeOfExternalMeta(): void {
    const { model, encrypted } = this.#request;
    const judged = model.operations.includes('FACE_CHECK') && this.#faceChecks.some(isInjectionCheck);
    if (this.#options.expectedExternalMeta === undefined || (encrypted && judged)) return;
    const message =
      'expectedExternalMeta is judged by INJECTION_ATTACK on a sealed selfie, which this request does not ask for.';
    throw new EkycError('INVALID_REQUEST', message);
  }

  /** Both at once: the browser decodes beside the worker. What was read is kept, to be freed, also when the other fails. */
  async #decode(): Promise<void> {
    const { face, doc } = this.#request;
    const read = await Promise.allSettled([face && this.#readFace(face), doc && this.#readDocument(doc)]);
    for (const one of read) if (one.status === 'rejected') throw one.reason;
  }

  async #readFace(input: ImageInput): Promise<void> {
    const { networks, mainFace } = this.#instruments;
    const { picture, provenance } = await this.#read(input, 'face', 'face');
    this.#face = new FaceReading(picture, networks.faces, mainFace, this.#signal);
    this.#provenance = provenance;
  }

  async #readDocument(input: ImageInput): Promise<void> {
    const { networks, documentRegion, mainFace } = this.#instruments;
    const { picture } = await this.#read(input, 'doc', 'document');
    const measure: Measure = (stage, work) => this.#watch.measure(stage, work);
    this.#doc = new DocumentReading(picture, networks, {
      region: documentRegion,
      mainFace,
      measure,
      signal: this.#signal,
    });
  }

  #read(input: ImageInput, field: 'face' | 'doc', subject: Subject): Promise<Submission> {
    const { payloads } = this.#instruments;
    return readSubmission(input, this.#request.encrypted, field, subject, payloads, this.#watch, this.#signal);
  }

  async #operate(): Promise<CheckResult> {
    const { operations } = this.#request.model;
    const face = this.#face;
    const doc = this.#doc;
    const wants = (operation: (typeof operations)[number]) => operations.includes(operation);
    return {
      ...(wants('FACE_CHECK') && face && { face_result: await this.#faceResult(face) }),
      ...(wants('DOC_CHECK') && doc && { doc_result: await this.#docResult(doc) }),
      ...(wants('FACE_MATCH_VALIDATION') &&
        face &&
        doc && { face_validation_result: await this.#faceMatch(face, doc) }),
      ...(wants('FACE_MATCH_SEARCH') && { face_search_result: await this.#faceSearch() }),
    };
  }

  async #faceResult(face: FaceReading): Promise<FaceResult> {
    const { faceLimits, judges } = this.#instruments;
    const results: FaceCheckEntry[] = [];
    for (const check of this.#faceChecks) {
      const entry = await this.#watch.measure(check.type, () =>
        runFaceCheck(check, face, faceLimits.limits, judges, () => this.#judgeInjection(face), this.#signal),
      );
      if (entry.status_code === 'OK' && 'pipeline' in entry) {
        const others = this.#models[check.type] ?? [];
        this.#models[check.type] = [...new Set([...others, ...(judges.get(entry.pipeline)?.models ?? [])])];
      }
      results.push(entry);
    }
    return { results };
  }

  async #judgeInjection(face: FaceReading): Promise<InjectionVerdict | undefined> {
    const provenance = this.#provenance;
    if (!provenance) return undefined;
    this.#injection ??= this.#scoreEvidence(provenance, face);
    return this.#injection;
  }

  async #scoreEvidence(provenance: SubmittedProvenance, { picture }: FaceReading): Promise<InjectionVerdict> {
    const { evidence, sealedAt, externalMeta, sha256 } = provenance;
    return scoreEvidence(evidence, {
      photo: { sha256, signature: pictureSignature(picture) },
      sealedAt,
      replayed: !(await this.#takeNonce(provenance)),
      externalMeta,
      expectedExternalMeta: this.#options.expectedExternalMeta,
    });
  }

  async #takeNonce(provenance: Provenance): Promise<boolean> {
    const isNew = await this.#instruments.payloads.take(provenance);
    // Only what this call took may it give back: or a replay that is aborted would wash its payload clean.
    if (isNew) this.#taken = provenance;
    return isNew;
  }

  async #giveBackNonce(): Promise<void> {
    if (this.#taken) await this.#instruments.payloads.giveBack(this.#taken);
  }

  async #docResult(doc: DocumentReading): Promise<DocResult> {
    const { documentJudges } = this.#instruments;
    const { errors_to_ignore } = this.#request.model.document_check_parameters ?? {};
    const results: DocCheckEntry[] = [];
    for (const check of this.#documentChecks) {
      const run = () => runDocumentCheck(check, doc, documentJudges, errors_to_ignore, this.#signal);
      const { entry, heatMap } = await this.#watch.measure(check.type, run);
      if (entry.status_code === 'OK') this.#models[check.type] = documentJudges.get(check.type)?.models ?? [];
      if (heatMap) this.#heatMaps[check.type] = heatMap;
      results.push(entry);
    }
    return { results };
  }

  async #faceMatch(face: FaceReading, doc: DocumentReading): Promise<FaceValidationResult> {
    return this.#watch.measure('FACE_MATCH_VALIDATION', async () => {
      try {
        const { matcher } = this.#instruments;
        const { reading } = await doc.face();
        const match = await matchFaces(face, reading, matcher, this.#signal);
        if ('error' in match) return { ...match, status_code: 'ERROR' };
        this.#models.FACE_MATCH_VALIDATION = [matcher.entry.id];
        return { ...match, status_code: 'OK' };
      } catch (error) {
        return { error: failure(error, this.#signal), status_code: 'ERROR' };
      }
    });
  }

  async #faceSearch(): Promise<FaceSearchResult> {
    const { collections = [], limit = 1, max_faces = 1 } = this.#request.model.face_search_parameters ?? {};
    const sources = [
      { picture: this.#face, image_source: 'FACE', limits: SELFIE_LIMITS },
      { picture: this.#doc, image_source: 'DOCUMENT', limits: PORTRAIT_LIMITS },
    ] as const;
    const results: FaceSearchEntry[] = [];
    for (const collection of collections) {
      for (const { picture, image_source, limits } of sources) {
        if (!picture) continue;
        const search = () => this.#searchFaces(collection, image_source, picture, limits, max_faces, limit);
        results.push(await this.#watch.measure('FACE_MATCH_SEARCH', search));
      }
    }
    return { results };
  }

  async #searchFaces(
    collection: string,
    image_source: ImageSource,
    picture: FaceReading | DocumentReading,
    limits: FaceLimits,
    maxFaces: number,
    limit: number,
  ): Promise<FaceSearchEntry> {
    const { matcher, collections } = this.#instruments;
    try {
      const found = await this.#embeddings(image_source, picture, limits, maxFaces);
      if ('rejection' in found) {
        return { collection, image_source, error: found.rejection.error, status_code: 'ERROR' };
      }
      const entry = await collections.search(collection, image_source, found.embeddings, limit, this.#signal);
      if (entry.status_code === 'OK') this.#models.FACE_MATCH_SEARCH = [matcher.entry.id];
      return entry;
    } catch (error) {
      return { collection, image_source, error: failure(error, this.#signal), status_code: 'ERROR' };
    }
  }

  /** Of each picture once, however many collections are searched. */
  #embeddings(
    source: ImageSource,
    picture: FaceReading | DocumentReading,
    limits: FaceLimits,
    maxFaces: number,
  ): Promise<FaceEmbeddings> {
    let found = this.#searched.get(source);
    if (!found) {
      found = this.#embed(picture, limits, maxFaces);
      this.#searched.set(source, found);
    }
    return found;
  }

  async #embed(picture: FaceReading | DocumentReading, limits: FaceLimits, maxFaces: number): Promise<FaceEmbeddings> {
    const reading = picture instanceof DocumentReading ? (await picture.face()).reading : picture;
    return embedFaces(reading, limits, maxFaces, this.#instruments.matcher, this.#signal);
  }

  async #details(): Promise<CheckDetails> {
    const { faceLimits } = this.#instruments;
    const { errors_to_ignore } = this.#request.model.document_check_parameters ?? {};
    const checked = this.#request.model.operations.includes('FACE_CHECK');
    const selfieLimits = checked ? faceLimits : ({ name: 'enrolment', limits: SELFIE_LIMITS } as const);
    return {
      ...(this.#face && { face: await describeReading(this.#face, selfieLimits, this.#signal) }),
      ...(this.#doc && {
        doc: {
          ...(await describeDocumentPicture(this.#doc, errors_to_ignore, this.#signal)),
          heatMaps: this.#heatMaps,
        },
      }),
      ...(this.#injection &&
        this.#provenance && { injection: describeInjection(await this.#injection, this.#provenance) }),
      models: this.#models,
      timings: this.#watch.timings,
    };
  }
}

function isInjectionCheck({ type }: PlannedFaceCheck): boolean {
  return type === 'INJECTION_ATTACK';
}
