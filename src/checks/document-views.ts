import { probability } from '../models/calibration.ts';
import { batchTensor } from '../models/input-tensor.ts';
import type { DocumentReading } from '../readings/document-reading.ts';
import { type Box, boundsOf, centreOf, cornersOf, type Point } from '../readings/geometry.ts';
import { crop, type Picture } from '../readings/picture.ts';
import { calibrationsOf, type DocumentJudge, type DocumentTool } from './document-judge.ts';
import { heatMap } from './heat-map.ts';

/** Pixels along a side of a view. */
const SIDE = 128;
/** Patches along the longer and the shorter side of the document. */
const LONGER = 6;
const SHORTER = 4;
/** Pixels of the longer side that a messenger leaves. */
const SENT = 1600;

/** A document, and how it is seen: as a whole, then in patches by rows; RGBA of 128 x 128 pixels each. */
interface Views {
  readonly document: Box;
  readonly pictures: readonly Uint8ClampedArray[];
}

/** Views by reading: several checks look at the same. */
const made = new WeakMap<DocumentReading, Promise<Views>>();

/**
 * Whether a document is there itself: not shown on a screen, or not copied on paper, as the network was taught. Sub-pixels, moire and
 * halftones live at the sensor's own resolution, so the network looks at 24 patches of the document pixel for pixel, of every other one
 * no finer than a messenger leaves pictures; and at the document as a whole, for what is wider than a patch.
 * training/document_views/views.py cuts the same.
 */
export function documentViewsJudge({ entry, network }: DocumentTool): DocumentJudge {
  const curve = entry.calibration!;
  return {
    models: [entry.id],
    calibrations: calibrationsOf(curve),
    async judge(reading, calibration, signal) {
      const { document, pictures } = await viewsOf(reading);
      const { score, map } = await network.run(batchTensor(pictures, entry.input), signal);
      return {
        probability: probability(score![0]!, curve, calibration),
        ...(map && { heatMap: heatMap(cornersOf(document), gridOf(document).columns / 2, map) }),
      };
    },
  };
}

function viewsOf(reading: DocumentReading): Promise<Views> {
  const views = made.get(reading) ?? cutViews(reading);
  made.set(reading, views);
  return views;
}

async function cutViews(reading: DocumentReading): Promise<Views> {
  const { picture } = reading;
  const { corners } = (await reading.outline())!;
  const document = boundsOf(corners.map((corner) => pulledInside(corner, picture)));
  return { document, pictures: [document, ...patches(document, picture)].map((box) => crop(picture, box, SIDE, SIDE)) };
}

/** How many patches lie across a document, and down it. */
function gridOf({ width, height }: Box): { readonly columns: number; readonly rows: number } {
  return width >= height ? { columns: LONGER, rows: SHORTER } : { columns: SHORTER, rows: LONGER };
}

function patches(document: Box, picture: Picture): Box[] {
  const { width, height } = document;
  const { columns, rows } = gridOf(document);
  const native = SIDE / picture.resolution;
  const sent = Math.max(native, (SIDE * Math.max(width, height)) / SENT);
  return cells(document, columns, rows).map((cell, i) => {
    const side = i % 2 === 0 ? native : sent;
    const { x, y } = centreOf(cell);
    return {
      x: placed(x, side, document.x, width, picture.resolution),
      y: placed(y, side, document.y, height, picture.resolution),
      width: side,
      height: side,
    };
  });
}

/** Where a patch about a place begins: within the document, and on whole pixels of what is kept, between which fine patterns would blur. */
function placed(middle: number, side: number, start: number, length: number, resolution: number): number {
  const inside = Math.max(start, Math.min(middle - side / 2, start + length - side));
  return Math.round(inside * resolution) / resolution;
}

/** Equal parts of a box, by rows. */
function cells({ x, y, width, height }: Box, columns: number, rows: number): Box[] {
  return Array.from({ length: columns * rows }, (_, i) => ({
    x: x + ((i % columns) * width) / columns,
    y: y + (Math.floor(i / columns) * height) / rows,
    width: width / columns,
    height: height / rows,
  }));
}

function pulledInside({ x, y }: Point, { width, height }: Picture): Point {
  return { x: Math.min(Math.max(x, 0), width), y: Math.min(Math.max(y, 0), height) };
}
