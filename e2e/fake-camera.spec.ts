import { expect, test } from '@playwright/test';
import { SCENE_NAMES, SCENES } from '../scripts/fake-camera/scenes.ts';
import { launchWithCamera } from './fake-camera.ts';
import { sdkForFile } from './sdk-for-file.ts';
import { runInPage } from './sdk-page.ts';

const sdk = sdkForFile();

/** Films for a moment, and has the engine judge three frames of it. */
const JUDGE = (subject: 'face' | 'document') => `
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  const video = Object.assign(document.createElement('video'), { srcObject: stream, muted: true });
  await video.play();
  const ekyc = await createEkyc();
  const checkModel = {
    operations: ['FACE_CHECK'],
    face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK' }] },
  };
  const judge = {
    face: async (face) => (await ekyc.check({ checkModel, face, encrypted: false }, { details: true })).details.face,
    document: (document) => ekyc.readDocument(document, { encrypted: false }),
  }.${subject};
  const judged = [];
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    const { statusCode, warnings = [] } = await judge(await createImageBitmap(video));
    judged.push([statusCode, ...warnings]);
  }
  const { width, height, frameRate } = stream.getVideoTracks()[0].getSettings();
  for (const track of stream.getTracks()) track.stop();
  await ekyc.close();
  return { judged, width, height, frameRate };
`;

for (const name of SCENE_NAMES) {
  const { subject, statusCode, warnings, filming } = SCENES[name];
  const expected = [statusCode, ...warnings];
  test(`the fake camera's scene ${name} is judged ${expected}`, { tag: '@full' }, async () => {
    const browser = sdk.closeAfterTest(await launchWithCamera(name));
    const page = await browser.newPage();
    const { judged, ...settings } = await runInPage<{ judged: string[][] }>(page, sdk.server, JUDGE(subject));
    expect(judged).toEqual([expected, expected, expected]);
    expect(settings).toEqual({
      ...(subject === 'face' ? { width: 640, height: 480 } : { width: 1280, height: 720 }),
      frameRate: filming.framesPerSecond,
    });
  });
}
