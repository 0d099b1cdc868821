import { copyFile } from 'node:fs/promises';
import { type Browser, chromium } from '@playwright/test';
import { fakeCameraFile } from '../scripts/fake-camera/fake-camera-file.ts';
import type { SceneName } from '../scripts/fake-camera/scenes.ts';
import { browserArgs, findBrowser } from '../scripts/find-browser.ts';

/** Has every request for a camera granted, without a prompt. */
export const ALLOW_CAMERA = '--use-fake-ui-for-media-stream';

/** Has Chromium offer one camera, which sees a scene and whose permission is not given yet. */
export async function cameraArgs(scene: SceneName): Promise<string[]> {
  return filmArgs(await fakeCameraFile(scene));
}

/** Has Chromium offer one camera, which plays a film. */
export function filmArgs(file: string): string[] {
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
}

/**
 * A Chromium of its own whose camera sees a scene, and which lets every page have it.
 *
 * @example
 * const browser = await launchWithCamera('good-face');
 * const page = await browser.newPage();
 */
export async function launchWithCamera(scene: SceneName): Promise<Browser> {
  return launch(await cameraArgs(scene));
}

/**
 * The same, of a camera that sees one scene after another: `show()` says what it sees when it is opened next.
 *
 * @param film where the scene's file is put, which Chromium reads anew for each opening.
 */
export async function launchWithScenes(
  film: string,
): Promise<{ readonly browser: Browser; readonly show: (scene: SceneName) => Promise<void> }> {
  const show = async (scene: SceneName): Promise<void> => copyFile(await fakeCameraFile(scene), film);
  await show('good-face');
  return { browser: await launch(filmArgs(film)), show };
}

async function launch(camera: readonly string[]): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: [...browserArgs, ...camera, ALLOW_CAMERA] });
}
