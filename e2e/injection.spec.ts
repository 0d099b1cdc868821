import { expect, type Page, test } from '@playwright/test';
import type { SceneName } from '../scripts/fake-camera/scenes.ts';
import { SIGNALS, START } from '../src/checks/injection/signals.ts';
import type { InjectionSignal } from '../src/index.ts';
import { launchWithCamera } from './fake-camera.ts';
import { sdkForFile } from './sdk-for-file.ts';
import { runInPage } from './sdk-page.ts';

// Chromium's fake camera is what it says it is: a file in a loop, in a browser without a screen that a program drives. Each attack adds to that.

const sdk = sdkForFile();

interface Verdict {
  readonly probability: number;
  readonly signals: readonly InjectionSignal[];
  readonly reasons: readonly string[];
}

/** Of every page here that no one attacks. */
const DRIVEN: readonly InjectionSignal[] = ['WEBDRIVER', 'HEADLESS'];

/** A busy machine that skips ten frames of a film of ten sees the same one again. */
const withoutSkips = (signals: readonly InjectionSignal[]) => signals.filter((signal) => signal !== 'FRAMES_REPEATED');

/** What the following scripts use: an engine, captures of faces, and the verdict on a payload. */
const PRELUDE = `
  const { createFaceCapture } = await import('/sdk/capture.js');
  const ekyc = await createEkyc();
  const take = async (options = {}) => (await createFaceCapture({ ekyc, ...options }).start()).payload;
  const checkModel = {
    operations: ['FACE_CHECK'],
    face_check_parameters: { pipelines: [{ type: 'INJECTION_ATTACK' }] },
  };
  const judge = async (face, options = {}) => {
    const { face_result, details } = await ekyc.check({ checkModel, face }, { ...options, details: true });
    const { findings } = details.injection;
    return {
      probability: face_result.results[0].probability,
      signals: findings.map(({ signal }) => signal),
      reasons: findings.map(({ reason }) => reason),
    };
  };
`;

async function pageWith(scene: SceneName): Promise<Page> {
  const browser = sdk.closeAfterTest(await launchWithCamera(scene));
  return browser.newPage();
}

const JUDGE_CAPTURE = `${PRELUDE} return judge(await take());`;

/** The probability where these signals are found, by the table of weights. */
const scoreOf = (signals: readonly InjectionSignal[]) =>
  1 / (1 + Math.exp(-signals.reduce((sum, signal) => sum + SIGNALS[signal].weight, START)));

/** Of Chromium's fake camera, where nothing else is found. */
const FAKE = scoreOf([...DRIVEN, 'FAKE_CAMERA']);

const SCENES: readonly (readonly [SceneName, readonly InjectionSignal[]])[] = [
  ['looped-face', ['LOOPED']],
  ['frozen-face', ['FROZEN', 'NOTHING_MOVES']],
];

for (const [scene, own] of SCENES) {
  test(`Chromium's fake camera with ${scene} yields exactly its expected signals`, async () => {
    const verdict = await runInPage<Verdict>(await pageWith(scene), sdk.server, JUDGE_CAPTURE);
    expect(withoutSkips(verdict.signals)).toEqual([...DRIVEN, 'FAKE_CAMERA', ...own]);
    expect(verdict.probability).toBeCloseTo(scoreOf(verdict.signals), 10);
    expect(verdict.probability).toBeLessThan(FAKE);
  });
}

test('a film without noise is told', async () => {
  const { signals, probability } = await runInPage<Verdict>(
    await pageWith('noiseless-face'),
    sdk.server,
    JUDGE_CAPTURE,
  );
  expect(signals).toEqual(expect.arrayContaining([...DRIVEN, 'FAKE_CAMERA', 'NO_NOISE']));
  expect(probability).toBeLessThan(FAKE);
});

/** Hands out another stream than the camera's. Sees `original`, the browser's own function. */
const patched = (stream: string) => `
  const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  const film = async () => {
    const video = Object.assign(document.createElement('video'), { muted: true, srcObject: await original({ video: true }) });
    await video.play();
    return video;
  };
  const attack = async () => { ${stream} };
  navigator.mediaDevices.getUserMedia = async function getUserMedia() { return attack(); };
`;

/** Plays a picture of the right person on a canvas. */
const CANVAS = `
  const video = await film();
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const context = canvas.getContext('2d');
  const stolen = await createImageBitmap(video);
  video.srcObject.getTracks().forEach((track) => track.stop());
  setInterval(() => context.drawImage(stolen, 0, 0), 33);
  return canvas.captureStream(30);
`;

/** Plays a film of the right person, recorded before, again and again. */
const VIDEO = `
  const { srcObject: stream } = await film();
  const parts = [];
  const recorder = new MediaRecorder(stream, { videoBitsPerSecond: 8e6 });
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start();
  await new Promise((resolve) => setTimeout(resolve, 900));
  recorder.stop();
  await stopped;
  stream.getTracks().forEach((track) => track.stop());
  const stolen = URL.createObjectURL(new Blob(parts));
  const player = Object.assign(document.createElement('video'), { muted: true, loop: true, src: stolen });
  await player.play();
  return player.captureStream();
`;

test('getUserMedia that plays a picture on a canvas is told: patched, no camera, frozen', async () => {
  const { signals, probability } = await runInPage<Verdict>(
    await pageWith('good-face'),
    sdk.server,
    `${patched(CANVAS)} ${JUDGE_CAPTURE}`,
  );
  expect(signals).toEqual(
    expect.arrayContaining([...DRIVEN, 'PATCHED_CAMERA', 'SYNTHETIC_TRACK', 'CAMERA_UNLISTED', 'FROZEN']),
  );
  expect(signals).not.toContain('FAKE_CAMERA');
  expect(probability).toBeLessThan(1e-6);
});

test('and so is one that plays a film', async () => {
  const { signals, probability } = await runInPage<Verdict>(
    await pageWith('good-face'),
    sdk.server,
    `${patched(VIDEO)} ${JUDGE_CAPTURE}`,
  );
  expect(signals).toEqual(expect.arrayContaining([...DRIVEN, 'PATCHED_CAMERA', 'CAMERA_UNLISTED', 'LOOPED']));
  expect(probability).toBeLessThan(1e-4);
});

test('also where Function.prototype.toString lies, and the track is disguised', async () => {
  const { signals } = await runInPage<Verdict>(
    await pageWith('good-face'),
    sdk.server,
    `
    const camera = (await navigator.mediaDevices.enumerateDevices()).find(({ kind }) => kind === 'videoinput');
    ${patched(CANVAS)}
    const plain = MediaDevices.prototype.getUserMedia;
    delete navigator.mediaDevices.getUserMedia;
    const lie = { getUserMedia() { return attack().then((stream) => {
      const [track] = stream.getVideoTracks();
      const settings = { ...track.getSettings(), deviceId: camera.deviceId };
      Object.defineProperty(track, Symbol.toStringTag, { value: 'MediaStreamTrack' });
      Object.defineProperty(track, 'label', { value: 'Integrated Camera (04f2:b6d9)' });
      Object.defineProperty(track, 'getSettings', { value: () => settings });
      return stream;
    }); } }.getUserMedia;
    MediaDevices.prototype.getUserMedia = lie;
    const toText = Function.prototype.toString;
    const liar = { toString() { return toText.call(this === lie ? plain : this === liar ? toText : this); } }.toString;
    Function.prototype.toString = liar;
    if (!String(navigator.mediaDevices.getUserMedia).includes('[native code]')) throw new Error('a bad liar');
    ${JUDGE_CAPTURE}`,
  );
  expect(signals).toEqual(expect.arrayContaining(['PATCHED_CAMERA', 'PATCHED_READING', 'SYNTHETIC_TRACK', 'FROZEN']));
});

test('a replay, another session, other bytes, another picture, a file and no evidence: each adds its own, and lowers the score', async () => {
  const verdicts = await runInPage<Record<string, Verdict>>(
    await pageWith('looped-face'),
    sdk.server,
    `
    ${PRELUDE}
    // As whoever controls the page sees it: the evidence on its way to be sealed.
    let evidence;
    const seal = ekyc.encryptPayload;
    ekyc.encryptPayload = (image, options) => seal(image, { ...options, evidence: (evidence = options.evidence) });
    const payload = await take({ externalMeta: 's-17' });
    ekyc.encryptPayload = seal;
    const photo = await ekyc.decrypt(payload);
    const other = await sample('selfie-marc.jpg');
    const sha256 = Array.from(
      new Uint8Array(await crypto.subtle.digest('SHA-256', await other.arrayBuffer())),
      (byte) => byte.toString(16).padStart(2, '0'),
    ).join('');
    const bound = { expectedExternalMeta: 's-17' };
    const resealed = (image, changes = {}) => seal(image, { externalMeta: 's-17', evidence: { ...evidence, ...changes } });
    const file = await createFaceCapture({ ekyc, externalMeta: 's-17' }).useFile(other);
    return {
      honest: await judge(payload, bound),
      replayed: await judge(payload, bound),
      // One byte after the end of the picture, which no decoder looks at.
      padded: await judge(await resealed(new Blob([photo, new Uint8Array(1)])), bound),
      exchanged: await judge(await resealed(other), bound),
      corrected: await judge(await resealed(other, { photo: { ...evidence.photo, sha256 } }), bound),
      otherSession: await judge(await resealed(photo), { expectedExternalMeta: 's-18' }),
      late: await judge(await resealed(photo, { takenAt: evidence.takenAt - 3600e3 }), bound),
      without: await judge(await seal(photo, { externalMeta: 's-17' }), bound),
      file: await judge(file.payload, bound),
    };
  `,
  );
  const { honest, ...attacks } = verdicts as Record<string, Verdict> & { honest: Verdict };
  const camera = [...DRIVEN, 'FAKE_CAMERA', 'LOOPED'];
  expect(withoutSkips(honest.signals)).toEqual(camera);
  const found = Object.fromEntries(Object.entries(attacks).map(([name, { signals }]) => [name, withoutSkips(signals)]));
  expect(found).toEqual({
    replayed: ['REPLAYED', ...camera],
    padded: ['OTHER_BYTES', ...camera],
    exchanged: ['OTHER_BYTES', 'OTHER_PICTURE', ...camera],
    corrected: ['OTHER_PICTURE', ...camera],
    otherSession: ['OTHER_SESSION', ...camera],
    late: ['HELD_BACK', ...camera],
    without: ['NO_EVIDENCE'],
    file: ['FROM_FILE', ...DRIVEN],
  });
  for (const name of ['replayed', 'padded', 'exchanged', 'corrected', 'otherSession', 'late']) {
    expect(verdicts[name]!.probability, name).toBeLessThan(honest.probability);
  }
  // These have no camera to be suspicious of; by themselves they are below the threshold.
  for (const name of ['without', 'file']) expect(verdicts[name]!.probability, name).toBeLessThan(0.5);
});

/** A screen that keeps what it shows, and the capture with its light challenge. */
const CHALLENGED = `
  const screen = { shown: [], colour: undefined };
  const lightChallenge = {
    show: async (colour) => { screen.shown.push(screen.colour = colour); },
    clear: () => { screen.colour = undefined; },
  };
  const challenged = async () => {
    ${PRELUDE}
    const { signals } = await judge(await take({ lightChallenge }));
    return { signals, colours: screen.shown.length, clear: screen.colour === undefined };
  };
`;

test('the light challenge is inconclusive of a film, on which no light of the screen falls', {
  tag: '@full',
}, async () => {
  const { signals, ...screen } = await runInPage<Verdict>(
    await pageWith('good-face'),
    sdk.server,
    `${CHALLENGED} return challenged();`,
  );
  expect(screen).toEqual({ colours: 6, clear: true });
  expect(withoutSkips(signals)).toEqual([...DRIVEN, 'FAKE_CAMERA', 'LOOPED', 'LIGHT_INCONCLUSIVE']);
});

/** A picture whose face is lit by the screen, or whose background is: how a real one would answer, played to a page that is patched for it. */
const LIT = (where: 'face' | 'background') => `
  const video = await film();
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const context = canvas.getContext('2d');
  const stolen = await createImageBitmap(video);
  video.srcObject.getTracks().forEach((track) => track.stop());
  const draw = () => {
    context.globalCompositeOperation = 'copy';
    context.globalAlpha = 1;
    context.drawImage(stolen, 0, 0);
    context.globalCompositeOperation = 'lighter';
    context.globalAlpha = 0.15;
    context.fillStyle = screen.colour ?? 'black';
    context.beginPath();
    context.ellipse(320, 250, 130, 180, 0, 0, 2 * Math.PI);
    if (${where === 'background'}) context.rect(0, 0, 640, 480);
    context.fill('evenodd');
  };
  draw();
  setInterval(draw, 33);
  return canvas.captureStream(30);
`;

for (const [where, found] of [
  ['face', []],
  ['background', ['LIGHT_ON_BACKGROUND_ALONE']],
] as const) {
  const tag = where === 'face' ? [] : '@full';
  test(`a ${where} that is lit by the screen is seen to follow the light challenge`, { tag }, async () => {
    const { signals } = await runInPage<Verdict>(
      await pageWith('good-face'),
      sdk.server,
      `${CHALLENGED} ${patched(LIT(where))} return challenged();`,
    );
    expect(signals).toContain('SYNTHETIC_TRACK');
    expect(signals.filter((signal) => signal.startsWith('LIGHT'))).toEqual(found);
  });
}

test('evidence that is none is refused when it is sealed', async () => {
  const codes = await runInPage<string[]>(
    await pageWith('good-face'),
    sdk.server,
    `
    ${PRELUDE}
    const image = await sample('selfie-marc.jpg');
    const seal = (evidence) => ekyc.encryptPayload(image, { evidence }).catch(({ code, message }) => code + ' ' + message.split('.')[0].split(':')[0]);
    return Promise.all([seal(null), seal('trust me'), seal({}), seal({ version: 1, source: 'file' })]);
  `,
  );
  for (const code of codes) expect(code).toMatch(/^INVALID_REQUEST evidence/);
});
