import { afterEach, expect, it, vi } from 'vitest';
import { AssetLoader } from '../../models/asset-loader.ts';
import { ekycErrorOf } from '../../testing/errors.ts';
import { sample } from '../../testing/fixtures.ts';
import { FaceDetection } from './face-detection.ts';

// In the page and not in its worker, where its graphics context is out of a test's reach.

afterEach(() => {
  vi.restoreAllMocks();
});

const detection = () => new FaceDetection(new AssetLoader(new URL('/idem/', location.href).href, () => {}));

it('starts anew when the system took the graphics context away', async () => {
  const contexts: WebGL2RenderingContext[] = [];
  const { getContext } = OffscreenCanvas.prototype;
  vi.spyOn(OffscreenCanvas.prototype, 'getContext').mockImplementation(function (this: OffscreenCanvas, ...args) {
    const context = getContext.apply(this, args as Parameters<typeof getContext>);
    if (context instanceof WebGL2RenderingContext) contexts.push(context);
    return context as never;
  });
  const picture = await createImageBitmap(await sample('selfie-marc.jpg'), { resizeHeight: 480 });
  const faces = detection();
  await faces.start();
  const before = await faces.detect(picture, 1);
  expect(before).toHaveLength(1);
  const running = contexts.at(-1)!;
  const lost = new Promise((resolve) => running.canvas.addEventListener('webglcontextlost', resolve));
  running.getExtension('WEBGL_lose_context')!.loseContext();
  await lost;
  // As two frames would that are on their way at that moment.
  const after = await Promise.all([faces.detect(picture, 2), faces.detect(picture, 3)]);
  expect(after).toEqual([before, before]);
  expect(contexts.at(-1)).not.toBe(running);
});

it('says that it needs WebGL where there is none', async () => {
  vi.spyOn(OffscreenCanvas.prototype, 'getContext').mockReturnValue(null);
  const error = await ekycErrorOf(detection().start());
  expect(error).toMatchObject({ code: 'RUNTIME_FAILED', message: expect.stringContaining('WebGL') });
});

it('starts anew after a frame that it could not look at', async () => {
  const faces = detection();
  const picture = await createImageBitmap(await sample('selfie-marc.jpg'), { resizeHeight: 480 });
  const closed = await createImageBitmap(picture);
  closed.close();
  const error = await ekycErrorOf(faces.detect(closed, 1));
  expect(error).toMatchObject({
    code: 'RUNTIME_FAILED',
    message: expect.stringContaining('could not look at a frame'),
  });
  expect(await faces.detect(picture, 2)).toHaveLength(1);
});
