import { type Browser, chromium } from '@playwright/test';
import { fakeCameraFile } from '../scripts/fake-camera/fake-camera-file.ts';
import type { SceneName } from '../scripts/fake-camera/scenes.ts';
import { browserArgs, findBrowser } from '../scripts/find-browser.ts';

/** Has every request for a camera granted, without a prompt. */
export const ALLOW_CAMERA = '--use-fake-ui-for-media-stream';

/** Has Chromium offer one camera, which sees a scene and whose permission is not given yet. */
export async function cameraArgs(scene: SceneName): Promise<string[]> {
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${await fakeCameraFile(scene)}`];
}

/**
 * A Chromium of its own whose camera sees a scene, and which lets every page have it.
 *
 * @example
 * const browser = await launchWithCamera('good-face');
 * const page = await browser.newPage();
 */
export async function launchWithCamera(scene: SceneName): Promise<Browser> {
  const args = [...browserArgs, ...(await cameraArgs(scene)), ALLOW_CAMERA];
  return chromium.launch({ executablePath: await findBrowser(), args });
}
