import type { Box, Point } from '../../readings/geometry.ts';
import type { CaptureSubject } from '../capture.ts';
import { CARD_MASK, CARD_RATIO, MIN_DOCUMENT_OF_MASK } from '../guidance/document-guidance.ts';
import { FACE_OVAL, MIN_FACE_OF_OVAL } from '../guidance/face-guidance.ts';

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

/** Radius of a card's corners over its width: 3.18 mm. */
const CARD_CORNER = 3.18 / 85.6;
/**
 * Kept free of the mask, in pixels: over it for the button that closes, under it for the hint and the buttons; on a low stage these are beside it, and
 * as much is free on the other side.
 */
const ROOM = { top: 64, bottom: 132, side: 0 };
const ROOM_BESIDE = { top: 16, bottom: 16, side: 150 };
/** A stage with fewer pixels upright is low: a phone that lies. */
const LOW = 480;
/** The mask never has less than this share of the stage's height, however much the buttons need: guidance takes 0.57 of a frame that is shown whole. */
const LEAST_SHARE = 0.6;
/**
 * A picture fills the stage unless more than this share of it were hidden by that: what fills the mask would be too small in the frame. A face needs
 * less of the frame than a document.
 */
const MOST_HIDDEN: Readonly<Record<CaptureSubject, number>> = { face: 0.4, document: 0.2 };
/** The least that guidance takes, as a share of the height that it wants. */
const LEAST: Readonly<Record<CaptureSubject, number>> = {
  face: MIN_FACE_OF_OVAL,
  document: Math.sqrt(MIN_DOCUMENT_OF_MASK),
};
/** Nobody fills a mask to its line. */
const SLACK = 1.15;

/** Whether the hint and the buttons are beside the mask: on a low stage that is wide enough for that. */
export function isBeside({ width, height }: Size): boolean {
  return height < LOW && width - 2 * ROOM_BESIDE.side > height;
}

/** Where a camera's frame is seen on a stage. */
export function placePicture(subject: CaptureSubject, frame: Size, stage: Size): PicturePlace {
  const covering = placeAs('cover', frame, stage);
  // Of the side that is cut, this is left.
  const left = Math.min(stage.width / covering.width, stage.height / covering.height);
  const hidesMuch = 1 - left > MOST_HIDDEN[subject];
  return hidesMuch || !isLargeEnough(subject, stage, covering) ? placeAs('contain', frame, stage) : covering;
}

function placeAs(fit: PicturePlace['fit'], frame: Size, stage: Size): PicturePlace {
  const scales = [stage.width / frame.width, stage.height / frame.height];
  const scale = fit === 'cover' ? Math.max(...scales) : Math.min(...scales);
  const [width, height] = [frame.width * scale, frame.height * scale];
  return { x: (stage.width - width) / 2, y: (stage.height - height) / 2, width, height, fit };
}

/** Whether guidance takes what fills the mask that there is room for: or users would be told to come closer, and leave it. */
function isLargeEnough(subject: CaptureSubject, stage: Size, picture: PicturePlace): boolean {
  return maskHeight(subject, stage, picture) > SLACK * LEAST[subject] * wantedIn(subject, picture).height;
}

/**
 * Where words and buttons begin, in pixels from the top of the stage: right under a picture that leaves room for them below it.
 *
 * @returns nothing where they lie over the picture, at the foot or at the side of the stage.
 */
export function topOfFoot(stage: Size, { y, height }: PicturePlace): number | undefined {
  const bottom = y + height;
  return !isBeside(stage) && stage.height - bottom >= ROOM.bottom ? bottom : undefined;
}

/**
 * The opening of the mask as an SVG path, from its top middle clockwise, so that progress along it runs as on a clock. It is where guidance wants
 * the subject, as far as the stage and its buttons leave room; guidance takes what fills a smaller mask too.
 */
export function maskPath(subject: CaptureSubject, stage: Size, picture: PicturePlace): string {
  const height = maskHeight(subject, stage, picture);
  const room = roomOf(stage);
  // In the middle of the picture, or as near to it as the buttons allow.
  const [highest, lowest] = [room.top, stage.height - room.bottom - height];
  const middle = (stage.height - height) / 2;
  const y = lowest < highest ? middle : Math.min(Math.max(middle, highest), lowest);
  const path = subject === 'face' ? oval : card;
  return path(stage.width / 2, y, height * wantedIn(subject, picture).ratio, height);
}

function roomOf(stage: Size): typeof ROOM {
  return isBeside(stage) ? ROOM_BESIDE : ROOM;
}

function maskHeight(subject: CaptureSubject, stage: Size, picture: PicturePlace): number {
  const { ratio, height: wanted } = wantedIn(subject, picture);
  const { top, bottom, side } = roomOf(stage);
  const width = Math.min(Math.min(stage.width, picture.width) * CARD_MASK, stage.width - 2 * side);
  return Math.min(wanted, Math.max(stage.height - top - bottom, stage.height * LEAST_SHARE), width / ratio);
}

/** Width to height of the mask, and the height that guidance wants. */
function wantedIn(subject: CaptureSubject, picture: Size): { readonly ratio: number; readonly height: number } {
  return subject === 'face' ? ovalIn(picture) : cardIn(picture);
}

function ovalIn({ width, height }: Size) {
  return { ratio: FACE_OVAL.width / FACE_OVAL.height, height: FACE_OVAL.height * Math.min(width, height) };
}

function cardIn({ width, height }: Size) {
  return { ratio: CARD_RATIO, height: CARD_MASK * Math.min(height, width / CARD_RATIO) };
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
