import type { Point } from '../../readings/geometry.ts';
import type { CaptureSubject } from '../capture.ts';

/** In pixels of the page, or of a frame. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Width over height of an oval about a face, and of a card: ID-1 of ISO/IEC 7810, 85.60 mm x 53.98 mm. */
const ASPECT: Readonly<Record<CaptureSubject, number>> = { face: 3 / 4, document: 85.6 / 53.98 };
/** Radius of a card's corners over its width: 3.18 mm. */
const CARD_CORNER = 3.18 / 85.6;
/** Kept free beside the mask: for the buttons over it, the hint and the buttons under it, and at the sides. */
const ROOM = { top: 64, bottom: 136, side: 24 };
/** The mask is never smaller than this share of a stage too small for all of that. */
const LEAST_SHARE = 0.4;

/** The opening of the mask as an SVG path, from its top middle clockwise, so that progress along it runs as on a clock. */
export function maskPath(subject: CaptureSubject, stage: Size): string {
  const height = Math.max(stage.height - ROOM.top - ROOM.bottom, stage.height * LEAST_SHARE);
  const width = Math.max(stage.width - 2 * ROOM.side, stage.width * LEAST_SHARE);
  const w = Math.min(width, height * ASPECT[subject]);
  const h = w / ASPECT[subject];
  const x = stage.width / 2;
  // In the middle of what is left between the buttons, where they leave enough.
  const free = (stage.height - ROOM.top - ROOM.bottom - h) / 2;
  const y = free >= 0 ? ROOM.top + free : (stage.height - h) / 2;
  return subject === 'face' ? oval(x, y, w, h) : card(x, y, w, h);
}

function oval(x: number, y: number, width: number, height: number): string {
  const radii = `${round(width / 2)} ${round(height / 2)}`;
  return `M${round(x)} ${round(y)}A${radii} 0 0 1 ${round(x)} ${round(y + height)}A${radii} 0 0 1 ${round(x)} ${round(y)}Z`;
}

function card(x: number, y: number, width: number, height: number): string {
  const r = round(width * CARD_CORNER);
  const [left, right, bottom] = [x - width / 2, x + width / 2, y + height].map(round) as [number, number, number];
  const corner = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx * r} ${dy * r}`;
  return [
    `M${round(x)} ${round(y)}`,
    `H${right - r}${corner(1, 1)}`,
    `V${bottom - r}${corner(-1, 1)}`,
    `H${left + r}${corner(-1, -1)}`,
    `V${round(y) + r}${corner(1, -1)}`,
    'Z',
  ].join('');
}

/** Where a point of a frame is seen, when the frame covers the stage as `object-fit: cover` has it. */
export function onStage(point: Point, frame: Size, stage: Size, mirrored: boolean): Point {
  const scale = Math.max(stage.width / frame.width, stage.height / frame.height);
  const x = (point.x - frame.width / 2) * scale;
  const y = (point.y - frame.height / 2) * scale;
  return { x: round(stage.width / 2 + (mirrored ? -x : x)), y: round(stage.height / 2 + y) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
