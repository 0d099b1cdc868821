import { describe, expect, it } from 'vitest';
import { CARD_MASK, CARD_RATIO, MIN_DOCUMENT_OF_MASK } from '../guidance/document-guidance.ts';
import { FACE_OVAL, MIN_FACE_OF_OVAL } from '../guidance/face-guidance.ts';
import { maskPath, onStage, placePicture, topOfFoot } from './stage-geometry.ts';

/** Where an oval begins, its radii, and where it ends, out of its path. */
function ovalOf(path: string) {
  const [x = 0, top = 0, rx = 0, ry = 0, , , , , bottom = 0] = [...path.matchAll(/-?[\d.]+/g)].map(Number);
  return { x, top, rx, ry, bottom };
}

/** Width of a card, out of its path. */
function cardWidth(path: string): number {
  const [middle, right, radius] = [/^M([\d.]+)/, /H([\d.]+)/, /a([\d.]+)/].map((pattern) =>
    Number(path.match(pattern)?.[1]),
  ) as [number, number, number];
  return 2 * (right + radius - middle);
}

const PHONE = { width: 390, height: 760 };
const LAPTOP = { width: 1280, height: 640 };
const LYING_PHONE = { width: 844, height: 390 };
const SMALL = { width: 320, height: 320 };
const WEBCAM = { width: 640, height: 480 };
const PHONE_CAMERA = { width: 720, height: 1280 };

describe('placePicture()', () => {
  it('fills the stage where that hides little of the picture', () => {
    expect(placePicture('face', WEBCAM, LAPTOP)).toEqual({ x: 0, y: -160, width: 1280, height: 960, fit: 'cover' });
    expect(placePicture('document', PHONE_CAMERA, PHONE).fit).toBe('cover');
  });

  it('shows a wide picture whole on a narrow stage: somebody who filled a mask over the rest of it would be too far away', () => {
    expect(placePicture('face', WEBCAM, PHONE)).toEqual({ x: 0, y: 233.75, width: 390, height: 292.5, fit: 'contain' });
  });
});

describe('maskPath()', () => {
  it.each([
    ['a phone', PHONE, PHONE_CAMERA],
    ['a phone with a webcam', PHONE, WEBCAM],
    ['a laptop', LAPTOP, WEBCAM],
    ['a laptop with the camera of a phone', LAPTOP, PHONE_CAMERA],
    ['a small window', SMALL, WEBCAM],
  ])('puts an oval of 3 : 4 into the picture on the stage of %s', (_, stage, frame) => {
    const picture = placePicture('face', frame, stage);
    const { x, top, rx, ry, bottom } = ovalOf(maskPath('face', stage, picture));
    expect(x).toBe(stage.width / 2);
    expect(rx / ry).toBeCloseTo(3 / 4, 1);
    expect(bottom - top).toBeCloseTo(2 * ry, 0);
    expect(top).toBeGreaterThan(Math.max(0, picture.y));
    expect(bottom).toBeLessThan(Math.min(stage.height, picture.y + picture.height));
    expect(2 * rx).toBeLessThan(Math.min(stage.width, picture.width));
  });

  it.each([WEBCAM, PHONE_CAMERA, { width: 1280, height: 720 }])(
    'is filled, on whatever stage, by what guidance finds near enough: %o',
    (frame) => {
      for (let width = 280; width <= 1600; width += 60) {
        for (let height = 320; height <= 1200; height += 40) {
          const stage = { width, height };
          const face = placePicture('face', frame, stage);
          const { ry } = ovalOf(maskPath('face', stage, face));
          const wanted = FACE_OVAL.height * Math.min(face.width, face.height);
          expect(2 * ry, `face, ${width} x ${height}`).toBeGreaterThan(MIN_FACE_OF_OVAL * wanted);
          const document = placePicture('document', frame, stage);
          const widest = CARD_MASK * Math.min(document.width, document.height * CARD_RATIO);
          const share = (cardWidth(maskPath('document', stage, document)) / widest) ** 2;
          expect(share, `document, ${width} x ${height}`).toBeGreaterThan(MIN_DOCUMENT_OF_MASK);
        }
      }
    },
  );

  it('uses the height of a phone that lies, whose words and buttons are beside it', () => {
    const frame = { width: 1280, height: 720 };
    const face = ovalOf(maskPath('face', LYING_PHONE, placePicture('face', frame, LYING_PHONE)));
    expect(face.bottom - face.top).toBeGreaterThan(0.8 * LYING_PHONE.height);
    const card = maskPath('document', LYING_PHONE, placePicture('document', frame, LYING_PHONE));
    expect(cardWidth(card)).toBeGreaterThan(500);
    expect(cardWidth(card)).toBeLessThanOrEqual(LYING_PHONE.width - 300);
  });

  it('puts a card of the proportions of ID-1 into it', () => {
    const stage = { width: 1000, height: 800 };
    const path = maskPath('document', stage, placePicture('document', WEBCAM, stage));
    const [right, bottom, left] = [/H([\d.]+)/, /V([\d.]+)/, /H[\d.]+a[^H]*H([\d.]+)/].map((pattern) =>
      Number(path.match(pattern)?.[1]),
    ) as [number, number, number];
    const radius = Number(path.match(/a([\d.]+)/)?.[1]);
    const top = Number(path.match(/^M500 ([\d.]+)/)?.[1]);
    expect((right - left + 2 * radius) / (bottom + radius - top)).toBeCloseTo(CARD_RATIO, 1);
  });
});

describe('topOfFoot()', () => {
  it('is under a picture that leaves room below, and nowhere else', () => {
    expect(topOfFoot(PHONE, placePicture('face', WEBCAM, PHONE))).toBe(233.75 + 292.5);
    expect(topOfFoot(LAPTOP, placePicture('face', PHONE_CAMERA, LAPTOP))).toBeUndefined();
    expect(topOfFoot(SMALL, placePicture('face', WEBCAM, SMALL))).toBeUndefined();
  });
});

describe('onStage()', () => {
  it('shows the middle of a frame in the middle of the stage, and a corner where the picture has it', () => {
    const picture = placePicture('face', WEBCAM, LAPTOP);
    expect(onStage({ x: 320, y: 240 }, WEBCAM, picture, false)).toEqual({ x: 640, y: 320 });
    expect(onStage({ x: 0, y: 0 }, WEBCAM, picture, false)).toEqual({ x: 0, y: -160 });
  });

  it('turns left and right about where the picture is mirrored', () => {
    expect(onStage({ x: 100, y: 50 }, WEBCAM, placePicture('face', WEBCAM, LAPTOP), true)).toEqual({ x: 1080, y: -60 });
  });
});
