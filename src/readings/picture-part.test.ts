import { expect, it } from 'vitest';
import { drawnPicture } from '../testing/drawn-picture.ts';
import { crop } from './picture.ts';
import { PicturePart } from './picture-part.ts';

it('shows what the picture shows there', () => {
  const picture = drawnPicture(100, 80, ({ x, y }) => [Math.floor(x), Math.floor(y), 7]);
  const part = new PicturePart(picture, { x: 20, y: 10, width: 50, height: 60 });
  expect(part).toMatchObject({ width: 50, height: 60, resolution: 1 });
  const box = { x: 5, y: 3, width: 4, height: 2 };
  expect(crop(part, box, 4, 2)).toEqual(crop(picture, { ...box, x: 25, y: 13 }, 4, 2));
});
