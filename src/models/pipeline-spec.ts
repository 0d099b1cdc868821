/** The checks that one network answers by looking at one face. */
export const PIPELINE_TYPES = ['PRESENTATION_ATTACK', 'DEEPFAKE_ATTACK'] as const;

export type PipelineType = (typeof PIPELINE_TYPES)[number];

/** A part of the picture that a network looks at. The picture is upright, and so is the face, but for its roll. */
export interface FaceCrop {
  /**
   * `square`: about the centre of the face's box, which reaches from brow to chin and is as wide as the face.
   * `box`: the box itself, stretched to the size of the input.
   * `aligned`: turned, scaled and shifted so that eyes, nose tip and mouth corners meet the 112 x 112 template of ArcFace;
   * for inputs as wide as high.
   * `patch`: a place on the face as the camera drew it, pixel for pixel, so that grids and print dots are still there; kept inside the
   * picture; for inputs as wide as high.
   */
  readonly shape: 'square' | 'box' | 'aligned' | 'patch';
  /**
   * The side of a square in longer sides of the face's box; of a box how many times it is grown; of `aligned` in sides of the template;
   * of a patch how much of the square it shows at least, so that patches of large faces are shrunk. Over 0, up to 10.
   */
  readonly surroundings: number;
  /** The middle of a patch in the square about the face, across and down, 0 to 1. Patches alone have it. */
  readonly at?: readonly [number, number];
  /** A square or box that reaches over a border is made smaller and moved inside the picture. Else what lies outside is black. */
  readonly keepInside?: boolean;
}

/** How the face becomes the one input of the network: float32, `[batch, planes, height, width]`. */
export interface PipelineInput {
  /** Name of the network's input. */
  readonly name: string;
  /** Pixels, 1 to 1024. */
  readonly width: number;
  readonly height: number;
  /** Order of the planes. `GREY` is one plane, by the weights of ITU-R BT.601. */
  readonly channels: 'RGB' | 'BGR' | 'GREY';
  /** `(byte - mean) * scale` for bytes of 0 to 255; a list of three is one number a plane, in the order of `channels`. */
  readonly mean: number | readonly number[];
  readonly scale: number | readonly number[];
  /** Crops that the network takes in one run; 1 when left out. */
  readonly batch?: number;
  /** 1 to 16 looks at the face, a multiple of `batch`. The answer is the mean over all of them. */
  readonly crops: readonly FaceCrop[];
}

/** Which number of the network's answer counts, and what it says. */
export interface PipelineOutput {
  /** Name of the output, float32: one row a run, or one row a crop. */
  readonly name: string;
  /** Numbers in a row. */
  readonly columns: number;
  /** Which of them, from 0. */
  readonly column: number;
  /**
   * `probability`: 0 to 1. `logit`: before the sigmoid, where a row has one column; before the softmax, where it has more.
   * Either becomes log-odds, those of a logit among several against all others.
   */
  readonly value: 'probability' | 'logit';
  /** The class that the column stands for. */
  readonly of: 'bona-fide' | 'attack';
}

/**
 * `probability = 1 / (1 + exp(-slope * (score - threshold)))`. The score is the mean log-odds of bona fide, `ln(p / (1 - p))`: a network whose
 * probabilities shall count as they are has slope 1 and thresholds 0.
 */
export interface PipelineCalibration {
  /** Above 0. */
  readonly slope: number;
  /** The score that becomes 0.5 under each calibration; SOFT <= REGULAR <= HARD. */
  readonly thresholds: { readonly SOFT: number; readonly REGULAR: number; readonly HARD: number };
  /** What the score rises by with each face size of surroundings that the picture shows, up to those of the widest crop. Nothing when left out. */
  readonly contextSlope?: number;
  /** What counts instead in requests with the domain DESKTOP: webcams score otherwise than phones. */
  readonly desktop?: Pick<PipelineCalibration, 'slope' | 'thresholds'>;
  /** Data and command, in words. */
  readonly fittedOn?: string;
}

/** From a face to the answer of a check, whoever trained the network. The manifest's own pipelines are of this shape. */
export interface PipelineSpec {
  /** What requests ask for and entries carry: 1 to 64 of `A-Z a-z 0-9 . _ -`. */
  readonly name: string;
  readonly type: PipelineType;
  readonly input: PipelineInput;
  readonly output: PipelineOutput;
  readonly calibration: PipelineCalibration;
}

/**
 * A pipeline of the integrator's own: an ONNX file, and how it judges a face. Requests ask for it by its name.
 *
 * @example
 * const ekyc = await createEkyc({
 *   pipelines: [{
 *     name: 'acme-pad',
 *     type: 'PRESENTATION_ATTACK',
 *     model: '/models/acme-pad.onnx',
 *     sha256: '0a…',
 *     input: {
 *       name: 'input', width: 224, height: 224, channels: 'RGB', mean: [123.7, 116.3, 103.5], scale: [0.0171, 0.0175, 0.0174],
 *       crops: [{ shape: 'square', surroundings: 1.3 }],
 *     },
 *     output: { name: 'logits', columns: 2, column: 1, value: 'logit', of: 'attack' },
 *     calibration: { slope: 1, thresholds: { SOFT: -1.2, REGULAR: 0, HARD: 2.3 } },
 *   }],
 * });
 */
export interface PipelineRegistration extends PipelineSpec {
  /**
   * One ONNX file: its address, absolute or relative to the page, or its bytes. It is fetched by `preload()` or by the first check
   * that asks for it. A file of another origin needs `sha256`.
   */
  readonly model: string | URL | Blob | ArrayBuffer | Uint8Array;
  /**
   * Hex digest that the file is checked against. With it the file is kept in Cache Storage and works offline; without it is
   * fetched anew at every visit.
   */
  readonly sha256?: string;
}

/** The same as it reaches the engine: addresses whole, bytes as a Blob, the digest in lower case. */
export interface RegisteredPipeline extends PipelineSpec {
  readonly model: string | Blob;
  readonly sha256?: string;
}
