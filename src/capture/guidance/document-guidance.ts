import type { DocStatus, QualityWarning } from '../../contract/index.ts';
import type { DocumentScan } from '../../engine/api.ts';
import type { Point } from '../../readings/geometry.ts';
import type { CaptureHint } from '../capture.ts';
import type { Judgement } from './judgement.ts';

/** What guidance needs of a reading of a document. */
export type DocumentFacts = Pick<DocumentScan, 'warnings' | 'corners' | 'measures'> & {
  readonly statusCode: Exclude<DocStatus, 'ERROR'>;
};

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Width to height of the card mask: ISO/IEC 7810 ID-1, 85.60 x 53.98 mm. */
export const CARD_RATIO = 85.6 / 53.98;

/** Of the frame that the card mask fills, across or upright, whichever is less. The rest is room to hold the card. */
export const CARD_MASK = 0.9;

/**
 * Below this, as a share of the card mask's area, the document is too small, though it covers the tenth of the picture that the engine asks for: 63 % of
 * the mask's width, 650 pixels of a frame of 1280 x 720. With less, small print and the portrait's detail are lost to the lens.
 */
export const MIN_DOCUMENT_OF_MASK = 0.4;

/**
 * Warnings that hold the capture back, the first to be mended first: what lies where, then light, then sharpness. IMAGE_IS_TOO_COMPRESSED does not: frames of
 * a video are, and nobody can mend it.
 */
const BLOCKING: readonly QualityWarning[] = [
  'MULTIPLE_DOCUMENTS_IN_FRAME',
  'RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT',
  'DOCUMENT_BORDERS_OUTSIDE_OF_FRAME',
  'DOCUMENT_TOO_CLOSE_TO_BORDER',
  'POOR_IMAGE_EXPOSURE',
  'GLARE_ON_IMAGE',
  'IMAGE_TOO_BLURRY',
];

/**
 * Where the document is whole, warnings come before the engine's other codes: a portrait is not found, or colours are not seen, because of what the
 * warning says.
 */
export function judgeDocument({ statusCode, warnings, corners, measures }: DocumentFacts, frame: Size): Judgement {
  const judgement = {
    inView: corners !== undefined,
    outline: corners,
    // Of documents that nothing is wrong with, the sharpest.
    quality: measures ? -measures.blur : Number.NEGATIVE_INFINITY,
  };
  if (!corners) return { ...judgement, hint: 'DOCUMENT_NOT_FOUND' };
  return { ...judgement, hint: documentFault(statusCode, warnings, corners, frame) };
}

function documentFault(
  statusCode: DocumentFacts['statusCode'],
  warnings: readonly QualityWarning[],
  corners: readonly Point[],
  frame: Size,
): CaptureHint | undefined {
  const code = statusCode === 'OK' ? undefined : statusCode;
  if (code === 'DOCUMENT_NOT_FOUND' || code === 'DOCUMENT_CROPPED') return code;
  const warning = BLOCKING.find((one) => warnings.includes(one));
  if (warning) return warning;
  if (areaOf(corners) < MIN_DOCUMENT_OF_MASK * maskArea(frame)) return 'RELATIVE_DOCUMENT_SIZE_LOWER_THAN_10_PERCENT';
  return code;
}

/** Square pixels of the largest card, lying, that leaves room in the frame. */
function maskArea({ width, height }: Size): number {
  const maskWidth = CARD_MASK * Math.min(width, height * CARD_RATIO);
  return maskWidth ** 2 / CARD_RATIO;
}

function areaOf(corners: readonly Point[]): number {
  const doubled = corners.reduce((sum, p, i) => {
    const q = corners[(i + 1) % corners.length] ?? p;
    return sum + p.x * q.y - q.x * p.y;
  }, 0);
  return Math.abs(doubled) / 2;
}
