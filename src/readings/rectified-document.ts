import { BitmapPicture } from './bitmap-picture.ts';
import { flatCorners } from './document-format.ts';
import type { DocumentOutline } from './document-outline.ts';
import { concatenate, fromAffine, type Homography, homography } from './homography.ts';
import type { Size } from './image-input.ts';
import { samplePerspective } from './perspective-sample.ts';
import type { Picture } from './picture.ts';

/** 300 dpi, in pixels a millimetre. */
const PIXELS_PER_MILLIMETRE = 300 / 25.4;

/** A document as it would lie on a scanner, upright. */
export interface RectifiedDocument {
  /** 1011 x 638 pixels of a card, 1476 x 1039 of a page of a passport; 300 dpi. */
  readonly picture: Picture;
  /** From its pixels to those of the photo. */
  readonly toPhoto: Homography;
}

/** A document of a photo, seen straight from above. Whoever asked for it closes its picture. */
export async function rectifyDocument(photo: Picture, outline: DocumentOutline): Promise<RectifiedDocument> {
  const { width, height } = rectifiedSize(outline);
  const toPhoto = homographyOf(outline);
  const pixels = new ImageData(samplePerspective(photo, toPhoto, width, height), width, height);
  return { picture: new BitmapPicture(await createImageBitmap(pixels)), toPhoto };
}

/** In pixels. */
export function rectifiedSize({ format }: DocumentOutline): Size {
  const pixels = (millimetres: number) => Math.round(millimetres * PIXELS_PER_MILLIMETRE);
  return { width: pixels(format.width), height: pixels(format.height) };
}

function homographyOf(outline: DocumentOutline): Homography {
  const { format, corners } = outline;
  const { width, height } = rectifiedSize(outline);
  const fromFlat = homography(flatCorners(format), corners);
  if (!fromFlat) throw new Error('The corners of a document go round a convex area');
  const toFlat = { a: format.width / width, b: 0, c: 0, d: format.height / height, e: 0, f: 0 };
  return concatenate(fromFlat, fromAffine(toFlat));
}
