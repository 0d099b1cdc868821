import type { Box, Point } from '../../readings/geometry.ts';
import type { CaptureSubject } from '../capture.ts';

/** In pixels of the page, or of a frame. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the camera's picture lies on the stage, in pixels of the page; what reaches beyond the stage is not seen. */
export interface PicturePlace extends Box {
  /** As `object-fit` says it. */
  readonly fit: 'cover' | 'contain';
}

/** Width over height of an oval about a face, and of a card: ID-1 of ISO/IEC 7810, 85.60 mm x 53.98 mm. */
const ASPECT: Readonly<Record<CaptureSubject, number>> = { face: 3 / 4, document: 85.6 / 53.98 };
/** Radius of a card's corners over its width: 3.18 mm. */
const CARD_CORNER = 3.18 / 85.6;
/** Kept free for the buttons over the mask, and for the hint and the buttons under it. */
const ROOM = { top: 64, bottom: 132 };
/** Between the mask and the border of the picture, as a share of its shorter side: what fills the mask is not at the border yet. */
const MARGIN = 0.06;
/** The mask never has less than this share of the stage's height, however much the buttons need. */
const LEAST_SHARE = 0.4;
/** A picture fills the stage unless more than this share of it were hidden by that: who follows the mask would be too far away. */
const MOST_HIDDEN = 0.4;

/** Where a camera's frame is seen on a stage. */
export function placePicture(frame: Size, stage: Size): PicturePlace {
  const scales = [stage.width / frame.width, stage.height / frame.height];
  const cover = Math.max(...scales);
  const contain = Math.min(...scales);
  // Of the side that is cut, the ratio of both is what is left.
  const fit = 1 - contain / cover > MOST_HIDDEN ? 'contain' : 'cover';
  const scale = fit === 'cover' ? cover : contain;
  const [width, height] = [frame.width * scale, frame.height * scale];
  return { x: (stage.width - width) / 2, y: (stage.height - height) / 2, width, height, fit };
}

/** The opening of the mask as an SVG path, from its top middle clockwise, so that progress along it runs as on a clock. */
export function maskPath(subject: CaptureSubject, stage: Size, picture: PicturePlace): string {
  const margin = MARGIN * Math.min(stage.width, stage.height, picture.width, picture.height);
  const room = Math.max(stage.height - ROOM.top - ROOM.bottom, stage.height * LEAST_SHARE);
  const height = Math.min(room, picture.height - 2 * margin);
  const width = Math.min(stage.width, picture.width) - 2 * margin;
  const w = Math.min(width, height * ASPECT[subject]);
  const h = w / ASPECT[subject];
  // In the middle of what the buttons leave free, as far as the picture reaches.
  const top = ROOM.top + (stage.height - ROOM.top - ROOM.bottom - h) / 2;
  const highest = Math.max(0, picture.y) + margin;
  const lowest = Math.min(stage.height, picture.y + picture.height) - margin - h;
  const y = Math.min(Math.max(top, highest), Math.max(lowest, highest));
  return subject === 'face' ? oval(stage.width / 2, y, w, h) : card(stage.width / 2, y, w, h);
}

function oval(x: number, y: number, width: number, height: number): string {
  const radii = `${round(width / 2)} ${round(height / 2)}`;
  return `M${round(x)} ${round(y)}A${radii} 0 0 1 ${round(x)} ${round(y + height)}A${radii} 0 0 1 ${round(x)} ${round(y)}Z`;
}

function card(x: number, y: number, width: number, height: number): string {
  const r = width * CARD_CORNER;
  const [left, right, bottom] = [x - width / 2, x + width / 2, y + height];
  const corner = (dx: number, dy: number) => `a${round(r)} ${round(r)} 0 0 1 ${round(dx * r)} ${round(dy * r)}`;
  return [
    `M${round(x)} ${round(y)}`,
    `H${round(right - r)}${corner(1, 1)}`,
    `V${round(bottom - r)}${corner(-1, 1)}`,
    `H${round(left + r)}${corner(-1, -1)}`,
    `V${round(y + r)}${corner(1, -1)}`,
    'Z',
  ].join('');
}

/** Where a point of a frame is seen. */
export function onStage(point: Point, frame: Size, picture: PicturePlace, mirrored: boolean): Point {
  const across = point.x / frame.width;
  return {
    x: round(picture.x + (mirrored ? 1 - across : across) * picture.width),
    y: round(picture.y + (point.y / frame.height) * picture.height),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
