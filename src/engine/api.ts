import type { HeatMap } from '../checks/heat-map.ts';
import type { InjectionFinding } from '../checks/injection/verdict.ts';
import type { RecordProgress } from '../collections/records.ts';
import type {
  CheckModelInput,
  CheckResult,
  DocCheckType,
  DocStatus,
  FaceStatus,
  QualityWarning,
} from '../contract/index.ts';
import type { CaptureEvidence } from '../evidence/capture-evidence.ts';
import type { NetworkRecord } from '../models/network-record.ts';
import type { PipelineType } from '../models/pipeline-spec.ts';
import type { DetectedFace } from '../readings/detected-face.ts';
import type { DocumentMeasures } from '../readings/document-facts.ts';
import type { DocumentFormat } from '../readings/document-format.ts';
import type { Quad } from '../readings/document-outline.ts';
import type { FaceCondition } from '../readings/face-condition.ts';
import type { FaceMeasures } from '../readings/face-measures.ts';
import type { FaceQuality } from '../readings/face-quality.ts';
import type { Box, Point } from '../readings/geometry.ts';
import type { HeadPose } from '../readings/head-pose.ts';
import type { ImageInput, Size } from '../readings/image-input.ts';

export type { HeatMap } from '../checks/heat-map.ts';
export type { RecordProgress } from '../collections/records.ts';
export type { Progress } from '../models/progress.ts';
export type { EncodedInput, ImageInput } from '../readings/image-input.ts';

/** The body of `POST /check`. */
export interface CheckRequest {
  readonly checkModel: CheckModelInput;
  /** The selfie. */
  readonly face?: ImageInput;
  /** The photo of the identity document. */
  readonly doc?: ImageInput;
  /** Whether `face` and `doc` are sealed payloads. True unless said otherwise, as on the server. */
  readonly encrypted?: boolean;
}

export interface CheckOptions {
  /** Abort the call; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Add the `details` object: geometry, models and timings. False unless said otherwise. */
  readonly details?: boolean;
  /** What the selfie's payload has to have been sealed with, such as the id of this session. INJECTION_ATTACK judges it. */
  readonly expectedExternalMeta?: string;
}

export interface SealOptions {
  /** Abort the call; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Sealed beside the picture: the id of a session, say. 1 to 1024 characters. */
  readonly externalMeta?: string;
  /** How the picture was captured: of an evidence recorder that watched the camera (docs/EVIDENCE.md). The picture has to be a JPEG then. */
  readonly evidence?: CaptureEvidence;
}

/** Of an export or an import. */
export interface TransferOptions {
  /** Abort the call; it rejects with the signal's reason. An import that is aborted before its last step changes nothing. */
  readonly signal?: AbortSignal;
  /** Told how many records are done, and how many there are. */
  readonly onProgress?: (progress: RecordProgress) => void;
}

export interface PictureOptions {
  /** Whether the picture is a sealed payload. As on the server it has to be said. */
  readonly encrypted: boolean;
  /** Abort the call; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface DocumentOptions extends PictureOptions {
  /** Whether the document and its portrait are answered as pictures, too. True unless said otherwise; a preview has no use for them. */
  readonly pictures?: boolean;
}

/** A public key that pictures are sealed to, as the page gave it. */
export interface EncryptionKey {
  readonly key: unknown;
  readonly keyId: unknown;
}

/** A collection of this device. */
export interface CollectionSummary {
  readonly name: string;
  /** Records in it. */
  readonly count: number;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** A part of the list of a collection's records. */
export interface RecordPage {
  readonly record_ids: readonly string[];
  /** Pass it as `after` for the next part; absent in the last. */
  readonly next?: string;
}

/** What was read off the faces of a picture. Geometry is in pixels of the upright picture, as EXIF says. */
export interface FaceDetails {
  /** All faces, the main one first. */
  readonly faces: readonly DetectedFace[];
  /** 468 points of the main face in the order of MediaPipe's face mesh. */
  readonly landmarks: readonly Point[];
  /** Distance between the eye centres of the main face in pixels. */
  readonly interpupillaryDistance: number;
  /** How the head is turned, in degrees. A roll near 90, 180 or -90 means that the picture lies on its side. */
  readonly pose: HeadPose;
  /** Openness of eyes and mouth, and whether mouth and nose are covered. */
  readonly condition: FaceCondition;
  /** Sharpness, exposure, noise and compression. */
  readonly measures: FaceMeasures;
  /** The components of the quality, and the score that entries carry as `quality`. */
  readonly quality: FaceQuality;
}

/** What was read off one picture. The fields of {@link FaceDetails} are absent where there is no face. */
export interface PictureDetails extends Partial<FaceDetails> {
  /** Size of the upright picture in pixels. */
  readonly width: number;
  readonly height: number;
  readonly faces: readonly DetectedFace[];
  /** Name of the face limits that were applied: a preset's, or `custom`. */
  readonly faceLimits: string;
  /** The verdict of those limits, or ERROR where the picture could not be read. */
  readonly statusCode: FaceStatus;
  readonly error?: string;
}

/** What was read off the faces of a picture, and whether FACE_CHECK would judge the main one. */
export interface FaceScan extends PictureDetails {
  /** The verdict of the engine's face limits: OK, or the first that is broken, with `error` in words. */
  readonly statusCode: Exclude<FaceStatus, 'ERROR'>;
}

/** Where one document of a picture lies. */
export interface DocumentPlace {
  /**
   * The four corners of its sides, as if not rounded, in pixels of the upright picture: from the document's own top left,
   * clockwise as it is read. They may lie outside of the picture.
   */
  readonly corners: Quad;
  /** How sure the network is of document and corners, 0 to 1. */
  readonly score: number;
}

/** The holder's face on a document. */
export interface PortraitPlace {
  /** The face, brow to chin, in pixels of the rectified document. */
  readonly box: Box;
  /** The same in pixels of the picture as it was given: the box's top left, top right, bottom right, bottom left. */
  readonly corners: Quad;
}

/** What was found of the main document of a picture. */
export interface DocumentFindings extends DocumentPlace {
  /** ISO/IEC 7810: `ID-1` is a card, `ID-3` a page of a passport. */
  readonly format: DocumentFormat['name'];
  /** All smaller documents in view, largest first. Their corners are less exact. */
  readonly others: readonly DocumentPlace[];
  /** Sharpness, exposure, glare, compression and colour. */
  readonly measures: DocumentMeasures;
}

interface DocumentVerdict {
  /** What DOC_CHECK would answer before it judges whether the document is genuine, in words where it is not `OK`. */
  readonly statusCode: DocStatus;
  readonly error?: string;
  /** What makes a judgement of the document less certain. Empty where none was found. */
  readonly warnings: readonly QualityWarning[];
}

/** The document of a picture. The fields of {@link DocumentFindings} are absent where there is none. */
export interface DocumentDetails extends DocumentVerdict, Partial<DocumentFindings> {
  /** Absent where the document has no face that may be compared. */
  readonly portrait?: PortraitPlace;
  /** Size of the document as {@link DocumentScan} would show it, in pixels. */
  readonly rectified?: Size;
  /** What the file's metadata name as software that pictures are edited with, where they do. Anybody can write or remove it, so that its absence tells nothing. */
  readonly editor?: string;
}

/** What was read off the picture of a document. The faces are those of the document where it has a portrait. */
export interface DocumentPictureDetails extends PictureDetails {
  /** Where the faces were looked for: in the rectified document, or, where that shows none, in the whole picture. */
  readonly faceSource: 'document' | 'picture';
  readonly document: DocumentDetails;
  /** Where checks of the document doubted it, from those whose networks tell. */
  readonly heatMaps: Readonly<Partial<Record<DocCheckType, HeatMap>>>;
}

/** A document as a scanner would have seen it. What could not be found is absent, and so are the pictures with `pictures: false`. */
export interface DocumentScan extends DocumentVerdict, Partial<DocumentFindings> {
  /** The document alone, straight from above and upright, at 300 dpi; `image/jpeg`. A card has 1011 x 638 pixels. */
  readonly rectified?: Blob;
  /** Absent where the document has no face that may be compared. */
  readonly portrait?: PortraitPlace & {
    /** The face with what surrounds it, `image/jpeg`. */
    readonly image?: Blob;
  };
}

/** What lowered the probability of INJECTION_ATTACK, and how its payload was sealed. */
export interface InjectionDetails {
  readonly findings: readonly InjectionFinding[];
  readonly keyId: string;
  /** ISO 8601, by the sealer's clock. */
  readonly sealedAt: string;
  readonly externalMeta?: string;
}

/** What `check(request, { details: true })` adds to the result. */
export interface CheckDetails {
  /** The selfie. */
  readonly face?: PictureDetails;
  /** The document picture. */
  readonly doc?: DocumentPictureDetails;
  /** What INJECTION_ATTACK rests on. For the integrator: do not show it to whoever is checked. */
  readonly injection?: InjectionDetails;
  /** Ids of the networks behind the answers, by check type or operation; what gave no answer is not there. */
  readonly models: Readonly<Record<string, readonly string[]>>;
  /** Milliseconds by stage, in the order in which the stages began, and `total`. Stages may overlap. */
  readonly timings: Readonly<Record<string, number>>;
}

export type CheckResponse = CheckResult & { readonly details?: CheckDetails };

/** What runs the networks, and how they fared. */
export interface Diagnostics {
  /** Version of the SDK. */
  readonly version: string;
  readonly backend: 'webgpu' | 'wasm';
  /** Why this backend, in words. */
  readonly backendReason: string;
  readonly threads: number;
  /** Why this many threads, in words. */
  readonly threadsReason: string;
  readonly crossOriginIsolated: boolean;
  /** Where downloaded files are kept between visits: `cache`, or `none` with the reason. */
  readonly storage: 'cache' | 'none';
  readonly storageReason: string;
  /** Where the keys of sealed payloads and their used nonces are kept: `indexeddb`, or `memory` with the reason. */
  readonly keyStorage: 'indexeddb' | 'memory';
  readonly keyStorageReason: string;
  readonly models: readonly ModelDiagnostics[];
  /** Those that `createEkyc({ pipelines })` registered. */
  readonly pipelines: readonly PipelineDiagnostics[];
}

/** One model of the manifest. */
export interface ModelDiagnostics extends Readonly<NetworkRecord> {
  readonly id: string;
  /** Hex digest that the file was checked against. */
  readonly sha256: string;
  readonly bytes: number;
}

/** One registered pipeline. `source` is absent where the page gave the bytes. */
export interface PipelineDiagnostics extends Readonly<NetworkRecord> {
  readonly name: string;
  readonly type: PipelineType;
  /** Hex digest of the file that was loaded, whether or not its entry named it. Absent before that. */
  readonly sha256?: string;
  readonly bytes?: number;
}
