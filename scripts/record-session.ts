import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import sharp from 'sharp';
import { ALLOW_CAMERA, filmArgs } from '../e2e/fake-camera.ts';
import { runInPage, serveSdk } from '../e2e/sdk-page.ts';
import type { CameraEvidence } from '../src/evidence/capture-evidence.ts';
import { film } from './fake-camera/film.ts';
import { SCENES, stillSize } from './fake-camera/scenes.ts';
import { planesOf } from './fake-camera/y4m-file.ts';
import { browserArgs, findBrowser } from './find-browser.ts';
import { inRepository } from './repository.ts';

// Records a whole capture of a face by the build, and writes its evidence for tests, as it was sealed: `npx tsx scripts/record-session.ts`. The film
// is longer than the capture, so that nothing of it comes again.

const FILE = inRepository('src/testing/recorded-session.json');
const SCENE = SCENES['good-face'];
/** Eight seconds, in which a head sways once. */
const FILMING = { ...SCENE.filming, frames: 240, sway: 6 };

const CAPTURE = `
  const { createFaceCapture } = await import('/sdk/capture.js');
  const ekyc = await createEkyc();
  await ekyc.preload();
  let recorded;
  const encryptPayload = (photo, options) => {
    recorded = options.evidence;
    return ekyc.encryptPayload(photo, options);
  };
  await createFaceCapture({ ekyc: { ...ekyc, encryptPayload } }).start();
  await ekyc.close();
  return recorded;
`;

const size = stillSize(SCENE);
const rgb = await sharp(await SCENE.still(size))
  .removeAlpha()
  .toColourspace('srgb')
  .raw()
  .toBuffer();
const folder = await mkdtemp(join(tmpdir(), 'idem-session-'));
const camera = join(folder, 'session.y4m');
await writeFile(camera, film(planesOf(rgb, size), FILMING));
const server = await serveSdk(true);
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: [...browserArgs, ...filmArgs(camera), ALLOW_CAMERA],
});
try {
  const evidence = await runInPage<CameraEvidence>(await browser.newPage(), server, CAPTURE);
  await writeFile(FILE, `${JSON.stringify(evidence, undefined, 2)}\n`);
} finally {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
}
