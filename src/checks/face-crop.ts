import type { FaceCrop, PipelineInput } from '../models/pipeline-spec.ts';
import { alignFace } from '../readings/face-alignment.ts';
import type { FramedFace } from '../readings/face-reading.ts';
import { type Box, centreOf, growInside, squareAbout } from '../readings/geometry.ts';
import { crop, type Picture } from '../readings/picture.ts';

/** The pixels that a crop of a pipeline shows: `width * height * 4` bytes of RGBA. */
export function cropFace(
  { picture, faces, landmarks }: FramedFace,
  look: FaceCrop,
  { width, height }: Pick<PipelineInput, 'width' | 'height'>,
): Uint8ClampedArray {
  const { shape, surroundings, keepInside, at } = look;
  if (shape === 'aligned') return alignFace(picture, landmarks, width, surroundings);
  const face = faces[0].box;
  if (at)
    return crop(
      picture,
      patch(picture, face, at, Math.max(width / picture.resolution, surroundings * longerSide(face))),
      width,
      height,
    );
  const core = shape === 'box' ? face : squareAbout(centreOf(face), longerSide(face));
  const box = keepInside ? growInside(core, surroundings, picture) : grow(core, surroundings);
  return crop(picture, box, width, height);
}

/** How many times its size the face's crop can grow inside the picture, at most `surroundings`: tight portraits show less. */
export function contextOf(
  face: Box,
  picture: { readonly width: number; readonly height: number },
  surroundings: number,
): number {
  return Math.min(surroundings, picture.width / face.width, picture.height / face.height);
}

function grow(box: Box, factor: number): Box {
  const [width, height] = [box.width * factor, box.height * factor];
  const { x, y } = centreOf(box);
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** A square of the picture at a place on the face, on whole pixels of what is kept of the picture: between these, fine patterns would blur. */
function patch(picture: Picture, face: Box, [across, down]: readonly [number, number], side: number): Box {
  const { x, y } = centreOf(face);
  const middle = { x: x + (across - 0.5) * longerSide(face), y: y + (down - 0.5) * longerSide(face) };
  const box = growInside(squareAbout(middle, side), 1, picture);
  const whole = (start: number) => Math.floor(start * picture.resolution) / picture.resolution;
  return { ...box, x: whole(box.x), y: whole(box.y) };
}

function longerSide({ width, height }: Box): number {
  return Math.max(width, height);
}
