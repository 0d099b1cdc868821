import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PictureDetails } from '../engine/api.ts';
import { sample } from '../testing/fixtures.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

type Details = Required<PictureDetails>;
type Point = Details['landmarks'][number];
/** Draws something over the picture, or instead of it. */
type Draw = (context: OffscreenCanvasRenderingContext2D, picture: ImageBitmap, face: Details) => void;

let ekyc: Ekyc;
let picture: ImageBitmap;
let face: Details;

const checkModel = {
  operations: ['FACE_CHECK'],
  face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK' }] },
} as const;

async function check(input: Blob | ImageBitmap): Promise<Details> {
  const { details } = await ekyc.check({ checkModel, face: input, encrypted: false }, { details: true });
  return details?.face as Details;
}

/** What is found in the sample face after it was altered. */
async function checkAltered(draw: Draw, width = picture.width, height = picture.height): Promise<Details> {
  const canvas = new OffscreenCanvas(width, height);
  draw(canvas.getContext('2d')!, picture, face);
  return check(canvas.transferToImageBitmap());
}

beforeAll(async () => {
  ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
  picture = await createImageBitmap(await sample('selfie-marc.jpg'));
  face = await check(picture);
});

afterAll(() => ekyc.close());

/** The picture cut so that this share of the face's width, from its left, lies outside. */
const cutOff =
  (share: number): Draw =>
  (context, source, { faces: [main] }) =>
    context.drawImage(source, -(main!.box.x + share * main!.box.width), 0);

/** The face drawn so large, at the middle. */
const scaledTo =
  (size: number): Draw =>
  (context, source, { faces: [main] }) => {
    const { x, y, width, height } = main!.box;
    const scale = size / Math.max(width, height);
    const { canvas } = context;
    context.setTransform(scale, 0, 0, scale, canvas.width / 2, canvas.height / 2);
    context.drawImage(source, -(x + width / 2), -(y + height / 2));
  };

/** The face drawn so large, at the middle, where bars leave so much. */
const scaledBetweenBars =
  (size: number, left: number): Draw =>
  (context, ...found) => {
    const { width, height } = context.canvas;
    context.fillRect(0, 0, width, height);
    context.rect((width - left) / 2, (height - left) / 2, left, left);
    context.clip();
    scaledTo(size)(context, ...found);
  };

/** A cloth from the ridge of the nose down to the chin. */
const masked =
  (colour: string): Draw =>
  (context, source, { landmarks }) => {
    context.drawImage(source, 0, 0);
    const jaw = [93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323];
    trace(
      context,
      [...jaw, 347, 197, 118].map((i) => landmarks[i]!),
    );
    context.fillStyle = colour;
    context.fill();
  };

/** The lids of both eyes drawn down: the skin above each eye is stretched over it, and lashes end it. */
const eyesShut: Draw = (context, source, { landmarks }) => {
  context.drawImage(source, 0, 0);
  for (const [outer, inner, brow, lid, below] of [
    [33, 133, 52, 159, 145],
    [263, 362, 282, 386, 374],
  ] as const) {
    const [left, right] = [landmarks[outer]!.x, landmarks[inner]!.x].toSorted((p, q) => p - q) as [number, number];
    const [top, from, to] = [landmarks[brow]!.y, landmarks[lid]!.y - 2, landmarks[below]!.y];
    const margin = 0.1 * (right - left);
    const at = left - margin;
    const width = right - left + 2 * margin;
    context.drawImage(source, at, top, width, from - top, at, top, width, to - top);
    context.strokeStyle = 'rgb(40 25 20)';
    context.lineWidth = 0.05 * width;
    context.beginPath();
    context.moveTo(at, landmarks[outer]!.y);
    context.quadraticCurveTo(at + width / 2, to + 0.1 * width, at + width, landmarks[inner]!.y);
    context.stroke();
  }
};

function trace(context: OffscreenCanvasRenderingContext2D, points: readonly Point[]): void {
  context.beginPath();
  for (const { x, y } of points) context.lineTo(x, y);
  context.closePath();
}

/** The picture turned by degrees about its middle. */
const turnedBy =
  (degrees: number): Draw =>
  (context, source) => {
    const { width, height } = context.canvas;
    context.translate(width / 2, height / 2);
    context.rotate((degrees * Math.PI) / 180);
    context.drawImage(source, -source.width / 2, -source.height / 2);
  };

const mirrored: Draw = (context, source) => {
  context.scale(-1, 1);
  context.drawImage(source, -source.width, 0);
};

describe('a real face', () => {
  it('as it is may be judged', () => expect(face.statusCode).toBe('OK'));

  const cases: readonly (readonly [string, string, Draw, number?, number?])[] = [
    ['painted over', 'FACE_NOT_FOUND', (context) => context.fillRect(0, 0, 9999, 9999)],
    [
      'beside another one',
      'TOO_MANY_FACES',
      (context, source) => {
        context.drawImage(source, 0, 0);
        context.drawImage(source, source.width, 0);
      },
      1600,
      800,
    ],
    ['a quarter of which is cut off', 'FACE_CROPPED', cutOff(0.25)],
    ['that fills the picture', 'FACE_TOO_CLOSE', scaledTo(700), 800, 800],
    ['that fills what is between black bars', 'FACE_TOO_CLOSE', scaledBetweenBars(700, 800), 1200, 1200],
    ['that touches the border', 'FACE_CLOSE_TO_BORDER', cutOff(-0.01)],
    ['of 120 pixels', 'FACE_TOO_SMALL', scaledTo(120), 800, 800],
    ['of a twelfth of the picture', 'FACE_TOO_SMALL', scaledTo(200), 2400, 2400],
    ['behind a blue mask', 'FACE_IS_OCCLUDED', masked('rgb(150 190 215)')],
    ['behind a black mask', 'FACE_IS_OCCLUDED', masked('rgb(30 30 32)')],
    ['with shut eyes', 'EYES_CLOSED', eyesShut],
  ];

  for (const [how, code, draw, width, height] of cases) {
    it(`${how} answers ${code}`, async () => {
      expect((await checkAltered(draw, width, height)).statusCode).toBe(code);
    });
  }

  it('that looks aside answers FACE_ANGLE_TOO_LARGE', async () => {
    const { statusCode, error, pose } = await check(await sample('selfie-turned.jpg'));
    expect({ statusCode, error }).toEqual({
      statusCode: 'FACE_ANGLE_TOO_LARGE',
      error: 'Facial out-of-plane rotation angle is extremely large',
    });
    expect(Math.abs(pose.yaw)).toBeGreaterThan(30);
  });
});

describe('the pose', () => {
  it.each(['selfie-camille.jpg', 'selfie-marc.jpg', 'selfie-christian.jpg', 'selfie-kendall.jpg', 'selfie-turned.jpg'])(
    'of %s mirrored has the other yaw and roll, and the same pitch',
    async (name) => {
      const source = await createImageBitmap(await sample(name));
      const canvas = new OffscreenCanvas(source.width, source.height);
      mirrored(canvas.getContext('2d')!, source, face);
      const [one, other] = [await check(source), await check(canvas.transferToImageBitmap())];
      expect(Math.abs(one.pose.yaw + other.pose.yaw)).toBeLessThan(3);
      expect(Math.abs(one.pose.pitch - other.pose.pitch)).toBeLessThan(3);
      expect(Math.abs(one.pose.roll + other.pose.roll)).toBeLessThan(3);
    },
  );

  it.each([-120, -90, -40, 40, 90, 135, 180])('of a picture turned by %i degrees rolls by as much', async (degrees) => {
    const side = Math.ceil(Math.hypot(picture.width, picture.height));
    const turned = await checkAltered(turnedBy(degrees), side, side);
    expect(turned.statusCode).toBe('OK');
    const off = turned.pose.roll - face.pose.roll - degrees;
    expect(Math.abs(off - 360 * Math.round(off / 360))).toBeLessThan(4);
    expect(Math.abs(turned.pose.yaw - face.pose.yaw)).toBeLessThan(4);
    expect(Math.abs(turned.pose.pitch - face.pose.pitch)).toBeLessThan(5);
  });
});

describe('a picture on its side', () => {
  it('is judged as the upright one, and its geometry is where the face is seen', async () => {
    const turned = await checkAltered(
      (context, source) => {
        context.setTransform(0, 1, -1, 0, source.height, 0);
        context.drawImage(source, 0, 0);
      },
      picture.height,
      picture.width,
    );
    expect(turned.statusCode).toBe('OK');
    for (const i of [1, 33, 263, 61, 291]) {
      const { x, y } = face.landmarks[i]!;
      expect(Math.hypot(turned.landmarks[i]!.x - (picture.height - y), turned.landmarks[i]!.y - x)).toBeLessThan(6);
    }
    expect(turned.quality.score).toBeGreaterThan(0.5);
  });
});

describe('a small face', () => {
  it.each([0.1, 0.07, 0.05])('of %f of the height is found off the middle', async (share) => {
    const height = 1800;
    const found = await checkAltered((context) => scaledTo(share * height)(context, picture, face), 2400, height);
    expect(found.statusCode).toBe('FACE_TOO_SMALL');
  });
});

describe('measures and quality', () => {
  const quality = async (draw: Draw) => await checkAltered(draw);
  const filtered =
    (filter: string): Draw =>
    (context, source) => {
      context.filter = filter;
      context.drawImage(source, 0, 0);
    };

  it('of a good picture are near the best', () => {
    expect(face.quality.score).toBeGreaterThan(0.8);
    expect(face.condition.occlusion).toBeLessThan(0.25);
    expect(Math.min(face.condition.rightEyeOpenness, face.condition.leftEyeOpenness)).toBeGreaterThan(0.7);
  });

  it('sharpness and the score fall with blur', async () => {
    const [slight, strong] = [await quality(filtered('blur(4px)')), await quality(filtered('blur(14px)'))];
    expect(slight.measures.sharpness).toBeLessThan(face.measures.sharpness);
    expect(strong.measures.sharpness).toBeLessThan(slight.measures.sharpness);
    expect(strong.quality.score).toBeLessThan(0.3);
  });

  it('exposure falls in the dark and in glaring light', async () => {
    const [dark, bright] = [await quality(filtered('brightness(0.12)')), await quality(filtered('brightness(4)'))];
    expect(dark.measures.dark).toBeGreaterThan(face.measures.dark);
    expect(bright.measures.bright).toBeGreaterThan(face.measures.bright);
    for (const one of [dark, bright]) expect(one.quality.exposure).toBeLessThan(face.quality.exposure);
  });

  it('blocks show in a picture that was compressed too much', async () => {
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('2d')!.drawImage(picture, 0, 0);
    const blockiness = async (quality: number) =>
      (await check(await canvas.convertToBlob({ type: 'image/jpeg', quality }))).measures.blockiness;
    const [fine, coarse] = [await blockiness(0.9), await blockiness(0.05)];
    expect(coarse).toBeGreaterThan(1.5 * fine);
  });
});
