import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inRepository } from './repository.ts';

/** What an integrator's code looks like; the last line has to be an error, or the types are worth nothing. */
const CONSUMER = `
import { createEkyc, type CheckResponse, type Ekyc, EkycError, type Progress } from 'idem-ekyc';
import { type CameraSession, openCamera, watchFrames } from 'idem-ekyc/capture';
import { checkResultSchema, ENDPOINTS, parseCheckModel } from 'idem-ekyc/contract';
import { type CaptureTexts, registerLocale } from 'idem-ekyc/elements';
import { openPayload } from 'idem-ekyc/server';
export async function check(face: Blob): Promise<CheckResponse> {
  const onProgress = (progress: Progress) => progress.loadedBytes;
  const ekyc: Ekyc = await createEkyc({ assetsBaseUrl: '/idem/', onProgress, faceLimits: { minFaceSize: 100 } });
  const checkModel = { operations: ['FACE_CHECK'] } as const;
  parseCheckModel(checkModel);
  const result = await ekyc.check({ checkModel, face, encrypted: false }, { details: true });
  const entry = result.face_result?.results[0];
  if (entry?.status_code === 'OK') entry.probability.toFixed(2);
  if (!checkResultSchema.safeParse(result).success) throw new EkycError('INTERNAL', ENDPOINTS.check.path);
  return result;
}
export async function sealed(ekyc: Ekyc, picture: Blob): Promise<Uint8Array> {
  await ekyc.setEncryptionKey('base64', 'bank');
  const payload: Blob = await ekyc.encryptPayload(picture, { externalMeta: 'session' });
  const { image, nonce } = await openPayload(new Uint8Array(await payload.arrayBuffer()), { keys: { bank: 'pem' } });
  nonce.toUpperCase();
  return image;
}
export function selfie(ekyc: Ekyc, german: CaptureTexts): void {
  registerLocale('de', german);
  const element = document.createElement('idem-face-capture');
  element.ekyc = ekyc;
  element.lightChallenge = true;
  element.addEventListener('capture', ({ detail: [{ encryptedFile }] }) => void check(encryptedFile));
  element.addEventListener('error', ({ detail: [error] }) => error.code === 'CAMERA_BUSY');
  element.addEventListener('click', ({ clientX }) => clientX);
  document.querySelector('idem-document-capture')?.openCamera();
}
export async function film(video: HTMLVideoElement): Promise<CameraSession> {
  const camera = await openCamera({ facing: 'environment', video });
  const stop = watchFrames(camera.video, async ({ image }) => image.close(), () => camera.close());
  camera.onInterruption((interruption) => interruption === 'ended' && stop());
  return camera;
}
// @ts-expect-error
export const typo = (ekyc: Ekyc) => ekyc.chekc();
`;

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'idem-consumer-'));
  const installed = join(project, 'node_modules/idem-ekyc');
  mkdirSync(installed, { recursive: true });
  // A copy: through a link, the repository's own packages would be found as well.
  cpSync(inRepository('package.json'), join(installed, 'package.json'));
  cpSync(inRepository('dist/types'), join(installed, 'dist/types'), { recursive: true });
  symlinkSync(inRepository('node_modules/zod'), join(project, 'node_modules/zod'));
  writeFileSync(join(project, 'consumer.ts'), CONSUMER);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

it.each([
  ['bundler', 'esnext'],
  ['nodenext', 'nodenext'],
])('the published types compile for a consumer under moduleResolution %s', (moduleResolution, module) => {
  const options = { strict: 'true', noEmit: 'true', target: 'es2022', lib: 'es2023,dom', moduleResolution, module };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const tsc = inRepository('node_modules/.bin/tsc');
  // Throws with the compiler's words when they do not.
  expect(execFileSync(tsc, [...flags, '--types', '', 'consumer.ts'], { cwd: project, encoding: 'utf8' })).toBe('');
});
