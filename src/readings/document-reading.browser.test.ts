import { describe, expect, it } from 'vitest';
import { edgeNetwork } from '../testing/border-network.ts';
import { colourNetwork } from '../testing/colour-network.ts';
import { cornerNetwork } from '../testing/corner-network.ts';
import { markedFaceNetworks } from '../testing/marked-face.ts';
import { orientationNetwork } from '../testing/orientation-network.ts';
import { WatchedPicture } from '../testing/watched-picture.ts';
import { BitmapPicture } from './bitmap-picture.ts';
import type { Quad } from './document-outline.ts';
import { type DocumentNetworks, DocumentReading } from './document-reading.ts';
import { type Affine, apply, distance, type Point } from './geometry.ts';
import { project } from './homography.ts';
import { crop } from './picture.ts';

/** A card as it is drawn: 856 x 540 on black, with something orange at its top left and a marked face. */
const [WIDTH, HEIGHT] = [856, 540];
const FACE = { right: { x: 120, y: 180 }, left: { x: 200, y: 180 }, mouth: { x: 160, y: 260 } };

const ORIGIN: Quad = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];

interface Drawing {
  readonly size: readonly [number, number];
  /** From the card's own pixels to the photo's. */
  readonly place: Affine;
  readonly face?: boolean;
}

function drawCard(context: OffscreenCanvasRenderingContext2D, { place, face = true }: Drawing): void {
  const { a, b, c, d, e, f } = place;
  context.setTransform(a, b, c, d, e, f);
  context.fillStyle = 'white';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = '#ffa060';
  context.fillRect(60, 60, 60, 60);
  const dot = ({ x, y }: Point, colour: string) => {
    context.fillStyle = colour;
    context.fillRect(x - 20, y - 20, 40, 40);
  };
  if (!face) return;
  dot(FACE.right, '#0000ff');
  dot(FACE.left, '#00ff00');
  dot(FACE.mouth, '#ff0000');
}

async function photo(...drawings: readonly Drawing[]): Promise<WatchedPicture> {
  const canvas = new OffscreenCanvas(...(drawings[0]!.size as [number, number]));
  const context = canvas.getContext('2d')!;
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const drawing of drawings) drawCard(context, drawing);
  return new WatchedPicture(new BitmapPicture(await createImageBitmap(canvas)));
}

function cornersOf({ place }: Drawing): Quad {
  return [
    { x: 0, y: 0 },
    { x: WIDTH, y: 0 },
    { x: WIDTH, y: HEIGHT },
    { x: 0, y: HEIGHT },
  ].map((corner) => apply(place, corner)) as unknown as Quad;
}

/** The card turned about the middle of a photo of 1600 x 1400. */
function turnedCard(degrees: number, scale = 1): Drawing {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [a, b, c, d] = [scale * cos, scale * sin, -scale * sin, scale * cos];
  const [u, v] = [WIDTH / 2, HEIGHT / 2];
  return { size: [1600, 1400], place: { a, b, c, d, e: 800 - a * u - c * v, f: 700 - b * u - d * v } };
}

function shifted(quad: Quad, by: number): Quad {
  return quad.map((_, i) => quad[(i + by) % 4]!) as unknown as Quad;
}

/** As the network sees it, which is off by some pixels. */
function roughly(quad: Quad): Quad {
  return quad.map(({ x, y }, i) => ({ x: x + [5, -4, 3, -5][i]!, y: y + [-3, 5, 4, 2][i]! })) as unknown as Quad;
}

function worst(found: Quad, quad: Quad): number {
  return Math.max(...found.map((corner, i) => distance(corner, quad[i]!)));
}

/** @param seen where documents are, from their own top left; the first one's orientation is told wrong by so many corners. */
function networksOf(picture: WatchedPicture, seen: readonly Quad[], wrongBy = 0): DocumentNetworks {
  return {
    corners: cornerNetwork(picture, seen),
    orientation: orientationNetwork(picture, seen[0] ?? ORIGIN, wrongBy),
    borders: edgeNetwork(),
    colour: colourNetwork(),
    faces: markedFaceNetworks(),
  };
}

async function withReading(
  picture: WatchedPicture,
  networks: DocumentNetworks,
  use: (reading: DocumentReading) => Promise<void>,
): Promise<void> {
  const reading = new DocumentReading(picture, networks);
  try {
    await use(reading);
  } finally {
    reading.close();
  }
}

describe('a reading of a document', () => {
  const turns = [0, 45, 180, 290];
  const mistakes = [0, 1, 2, 3];

  it.each(turns.flatMap((degrees) => mistakes.map((mistake) => [degrees, mistake] as const)))(
    'knows the top left of a card turned by %i degrees, though the network is wrong by %i corners',
    async (degrees, mistake) => {
      const card = turnedCard(degrees);
      const truth = cornersOf(card);
      const picture = await photo(card);
      await withReading(picture, networksOf(picture, [roughly(truth)], mistake), async (reading) => {
        const outline = (await reading.outline())!;
        expect(worst(outline.corners, truth)).toBeLessThan(1);
        expect(outline.format).toEqual({ name: 'ID-1', width: 85.6, height: 53.98 });
        const { picture: document, toPhoto } = (await reading.rectified())!;
        expect([document.width, document.height]).toEqual([1011, 638]);
        // 300 dpi: what lies at (90, 90) of the card is orange, what lies opposite white.
        const colourAt = (x: number, y: number) => [...crop(document, { x, y, width: 1, height: 1 }, 1, 1)].slice(0, 3);
        const scale = 1011 / WIDTH;
        expect(colourAt(90 * scale, 90 * scale)).toEqual([255, 160, 96]);
        expect(colourAt(766 * scale, 450 * scale)).toEqual([255, 255, 255]);
        const face = (await (await reading.portrait())!.upright())!;
        const mouth = face.picture.toOriginal(face.landmarks[1]!);
        expect(distance(project(toPhoto, mouth), apply(card.place, FACE.mouth))).toBeLessThan(4);
        expect((await reading.face()).source).toBe('document');
      });
    },
  );

  it('reads a card that stands, with its face upright, as one that stands', async () => {
    const card = turnedCard(0);
    // A quarter turn in the drawing, so that the long side is on the left; the marks are drawn upright in the photo.
    const standing = { ...card, place: { a: 0, b: 1, c: -1, d: 0, e: 1070, f: 272 }, face: false };
    const picture = await photo(standing);
    const context = new OffscreenCanvas(1600, 1400).getContext('2d')!;
    context.fillRect(0, 0, 1600, 1400);
    drawCard(context, standing);
    context.resetTransform();
    for (const [x, y, colour] of [
      [700, 600, '#0000ff'],
      [800, 600, '#00ff00'],
      [750, 700, '#ff0000'],
    ] as const) {
      context.fillStyle = colour;
      context.fillRect(x - 20, y - 20, 40, 40);
    }
    picture.close();
    const marked = new WatchedPicture(new BitmapPicture(await createImageBitmap(context.canvas)));
    await withReading(marked, networksOf(marked, [cornersOf(standing)]), async (reading) => {
      const { format, corners } = (await reading.outline())!;
      expect(format).toEqual({ name: 'ID-1', width: 53.98, height: 85.6 });
      expect(distance(corners[0], { x: 530, y: 272 })).toBeLessThan(1);
      const { picture: rectified } = (await reading.rectified())!;
      expect([rectified.width, rectified.height]).toEqual([638, 1011]);
    });
  });

  it('tells a card without a face from one with, and falls back to the whole picture', async () => {
    const card = { ...turnedCard(10), face: false };
    const picture = await photo(card);
    await withReading(picture, networksOf(picture, [cornersOf(card)]), async (reading) => {
      expect(await reading.portrait()).toBeUndefined();
      expect(await reading.rejection(['DOCUMENT_CROPPED', 'DOCUMENT_IS_COLORLESS'])).toEqual({
        code: 'DOCUMENT_PHOTO_NOT_FOUND',
        error: 'Failed to detect face on the document',
      });
      const { reading: face, source } = await reading.face();
      expect(source).toBe('picture');
      expect(face.picture).toBe(reading.picture);
    });
  });

  it('takes the larger of two documents for the main one, and names the other', async () => {
    const small = { ...turnedCard(0, 0.5), place: { a: 0.5, b: 0, c: 0, d: 0.5, e: 20, f: 20 } };
    const large = { ...turnedCard(0), place: { a: 1, b: 0, c: 0, d: 1, e: 600, f: 700 } };
    const picture = await photo(small, large);
    await withReading(picture, networksOf(picture, [cornersOf(large), cornersOf(small)]), async (reading) => {
      const documents = await reading.documents();
      expect(documents).toHaveLength(2);
      expect(worst(documents[0]!.corners, cornersOf(large))).toBeLessThan(1);
      const corners = documents[1]!.corners;
      expect(Math.min(...[0, 1, 2, 3].map((by) => worst(shifted(corners, by), cornersOf(small))))).toBeLessThan(4);
    });
  });

  it.each([
    ['believes a network that takes it for no document', 0.9, false, false],
    ['believes a portrait rather than such a network', 0.9, true, true],
    ['believes a network that is sure that it is none, whatever passes for a portrait', 0.97, true, false],
  ])('%s', async (_, doubt, face, isFound) => {
    const card = { ...turnedCard(10), face };
    const picture = await photo(card);
    const orientation = orientationNetwork(picture, cornersOf(card), 0, doubt);
    const networks = { ...networksOf(picture, [cornersOf(card)]), orientation };
    await withReading(picture, networks, async (reading) => {
      expect((await reading.rejection())?.code !== 'DOCUMENT_NOT_FOUND').toBe(isFound);
      expect(await reading.documents()).toHaveLength(isFound ? 1 : 0);
    });
  });

  it('calls a card cut off that reaches over the border of the picture, unless that is ignored', async () => {
    const card = { ...turnedCard(0), place: { a: 1, b: 0, c: 0, d: 1, e: 820, f: 400 } };
    const picture = await photo(card);
    await withReading(picture, networksOf(picture, [cornersOf(card)]), async (reading) => {
      expect((await reading.rejection())!.code).toBe('DOCUMENT_CROPPED');
      expect((await reading.rejection(['DOCUMENT_CROPPED']))?.code).not.toBe('DOCUMENT_CROPPED');
      expect((await reading.outline())!.corners[1].x).toBeGreaterThan(1600);
    });
  });

  it('finds nothing where there is nothing, and says so', async () => {
    const nothing = new OffscreenCanvas(1, 1);
    nothing.getContext('2d');
    const picture = new WatchedPicture(new BitmapPicture(await createImageBitmap(nothing)));
    await withReading(picture, networksOf(picture, []), async (reading) => {
      expect(await reading.outline()).toBeUndefined();
      expect(await reading.documents()).toEqual([]);
      expect(await reading.rectified()).toBeUndefined();
      expect(await reading.measures()).toBeUndefined();
      expect(await reading.warnings()).toEqual([]);
      expect(await reading.rejection()).toEqual({ code: 'DOCUMENT_NOT_FOUND', error: 'Failed to detect document' });
      expect((await reading.face()).source).toBe('picture');
    });
  });

  it('finds everything once, and frees it', async () => {
    const card = turnedCard(180);
    const picture = await photo(card);
    const corners = cornerNetwork(picture, [cornersOf(card)]);
    const borders = edgeNetwork();
    const reading = new DocumentReading(picture, { ...networksOf(picture, [cornersOf(card)]), corners, borders });
    await Promise.all([reading.rejection(), reading.documents(), reading.face(), reading.warnings()]);
    const rectified = (await reading.rectified())!.picture;
    expect([corners.runs, borders.runs]).toEqual([6, 2]);
    reading.close();
    await Promise.resolve();
    expect(picture.closed).toBe(true);
    expect(() => crop(rectified, { x: 0, y: 0, width: 1, height: 1 }, 1, 1)).toThrow();
  });

  it('ends with the reason of an abort, between two networks', async () => {
    const card = turnedCard(0);
    const picture = await photo(card);
    const controller = new AbortController();
    const borders = {
      ...edgeNetwork(),
      run: () => controller.abort(new Error('enough')) ?? edgeNetwork().run(new Float32Array(), controller.signal),
    };
    const networks = { ...networksOf(picture, [cornersOf(card)]), borders: borders as never };
    const reading = new DocumentReading(picture, networks, { signal: controller.signal });
    await expect(reading.rejection()).rejects.toThrow('enough');
    reading.close();
  });
});
