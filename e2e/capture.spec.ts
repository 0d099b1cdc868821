import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import type { SceneName } from '../scripts/fake-camera/scenes.ts';
import { browserArgs, findBrowser } from '../scripts/find-browser.ts';
import { ALLOW_CAMERA, launchWithCamera } from './fake-camera.ts';
import { sdkForFile } from './sdk-for-file.ts';

const sdk = sdkForFile();

async function pageThatSees(scene: SceneName): Promise<Page> {
  const browser = sdk.closeAfterTest(await launchWithCamera(scene));
  return openPage(browser);
}

/** With two cameras that show a moving pattern. */
async function pageWithTwoCameras(): Promise<Page> {
  const args = [...browserArgs, '--use-fake-device-for-media-stream=device-count=2', ALLOW_CAMERA];
  const browser = sdk.closeAfterTest(await chromium.launch({ executablePath: await findBrowser(), args }));
  return openPage(browser);
}

async function openPage(from: Browser): Promise<Page> {
  const page = await from.newPage();
  await page.goto(`${sdk.server.url}/`);
  return page;
}

/**
 * Runs the body of an async function that sees `ekyc`, `make[subject](options)` with its snapshots in `shown`, `live()`, how many tracks of cameras
 * are on, `until(condition)`, and `outcome(promise)`: `OK` or the error's code.
 */
function run<T>(page: Page, script: string): Promise<T> {
  return page.evaluate<T>(`(async () => {
    const { createEkyc } = await import('/sdk/index.js');
    const { createFaceCapture, createDocumentCapture } = await import('/sdk/capture.js');
    const tracks = [];
    const { mediaDevices } = navigator;
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await getUserMedia(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
    const live = () => tracks.filter(({ readyState }) => readyState === 'live').length;
    const until = async (condition) => {
      while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const outcome = (promise) => promise.then(() => 'OK', (error) => error.code ?? String(error));
    const shown = [];
    const told = (create) => (options = {}) => {
      const video = document.body.appendChild(document.createElement('video'));
      const capture = create({ ekyc, video, ...options });
      capture.subscribe((snapshot) => shown.push(snapshot));
      return capture;
    };
    const make = { face: told(createFaceCapture), document: told(createDocumentCapture) };
    const ekyc = await createEkyc();
    try {
      ${script}
    } finally {
      await ekyc.close();
    }
  })()`);
}

/** A whole auto-capture, and what a check says of its payload. */
const CAPTURE_AND_CHECK = (subject: 'face' | 'document', checkModel: object) => `
  const capture = make.${subject}({ externalMeta: 'session-1' });
  const { payload, photo, statusCode, source } = await capture.start();
  const left = live();
  const check = { checkModel: ${JSON.stringify(checkModel)}, ${subject === 'face' ? 'face' : 'doc'}: payload };
  const expected = ${JSON.stringify(subject === 'face' ? { expectedExternalMeta: 'session-1' } : {})};
  const { details, ...result } = await ekyc.check(check, { ...expected, details: true });
  const signals = details.injection?.findings.map(({ signal }) => signal);
  const sealed = await ekyc.decrypt(payload);
  const same = (await sealed.arrayBuffer()).byteLength === photo.size;
  const { width, height } = await createImageBitmap(photo);
  const states = shown.map(({ state }) => state).filter((state, i, all) => state !== all[i - 1]);
  const trackerError = shown.at(-1).trackerError?.message;
  return { result, signals, statusCode, source, type: photo.type, same, width, height, left, states, trackerError, tracked: shown.some(({ face }) => face) };
`;

/** What would speak of another picture than the one that was filmed. */
const OF_ANOTHER_PICTURE = [
  'NO_EVIDENCE',
  'EVIDENCE_MALFORMED',
  'OTHER_SESSION',
  'OTHER_BYTES',
  'OTHER_PICTURE',
  'NOT_AMONG_FRAMES',
  'FROM_FILE',
];

const states = (given: readonly string[]) => [given.at(0), ...given.slice(-3)];

test('a good face takes its own picture, which a check accepts', async () => {
  const page = await pageThatSees('good-face');
  const checkModel = {
    operations: ['FACE_CHECK'],
    face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK' }, { type: 'INJECTION_ATTACK' }] },
  };
  const taken = await run<Record<string, unknown> & { states: string[]; signals: string[] }>(
    page,
    CAPTURE_AND_CHECK('face', checkModel),
  );
  expect(taken).toMatchObject({
    result: {
      face_result: {
        results: [
          { type: 'PRESENTATION_ATTACK', status_code: 'OK', probability: expect.any(Number) },
          { type: 'INJECTION_ATTACK', status_code: 'OK', probability: expect.any(Number) },
        ],
      },
    },
    statusCode: 'OK',
    source: 'auto',
    type: 'image/jpeg',
    same: true,
    width: 640,
    height: 480,
    left: 0,
    tracked: true,
    trackerError: undefined,
  });
  expect(taken.signals).toContain('FAKE_CAMERA');
  expect(taken.signals.filter((signal) => OF_ANOTHER_PICTURE.includes(signal))).toEqual([]);
  expect(states(taken.states)).toEqual(['starting', 'holding', 'capturing', 'captured']);
});

test('a good card takes its own picture, which a check accepts', async () => {
  const page = await pageThatSees('good-card');
  const checkModel = {
    operations: ['DOC_CHECK'],
    document_check_parameters: { pipelines: [{ type: 'SCREEN_REPLAY_ATTACK' }] },
  };
  const taken = await run<Record<string, unknown> & { states: string[] }>(
    page,
    CAPTURE_AND_CHECK('document', checkModel),
  );
  expect(taken).toMatchObject({
    result: { doc_result: { results: [{ type: 'SCREEN_REPLAY_ATTACK', status_code: 'OK' }] } },
    statusCode: 'OK',
    source: 'auto',
    same: true,
    left: 0,
  });
  expect(states(taken.states)).toEqual(['starting', 'holding', 'capturing', 'captured']);
});

const HINTS: readonly (readonly [SceneName, 'face' | 'document', hint: string, state: string])[] = [
  ['no-face', 'face', 'FACE_NOT_FOUND', 'searching'],
  ['two-faces', 'face', 'TOO_MANY_FACES', 'guiding'],
  ['far-face', 'face', 'FACE_TOO_SMALL', 'guiding'],
  ['near-face', 'face', 'FACE_TOO_CLOSE', 'guiding'],
  ['off-centre-face', 'face', 'FACE_CLOSE_TO_BORDER', 'guiding'],
  ['turned-face', 'face', 'FACE_ANGLE_TOO_LARGE', 'guiding'],
  ['eyes-closed', 'face', 'EYES_CLOSED', 'guiding'],
  ['no-card', 'document', 'DOCUMENT_NOT_FOUND', 'searching'],
  ['cut-card', 'document', 'DOCUMENT_CROPPED', 'guiding'],
  ['blurred-card', 'document', 'IMAGE_TOO_BLURRY', 'guiding'],
];

/** One of each kind: the engine's code, guidance's own, a warning. */
const ALWAYS: readonly SceneName[] = ['two-faces', 'near-face', 'blurred-card'];

for (const [scene, subject, hint, state] of HINTS) {
  const tag = ALWAYS.includes(scene) ? [] : '@full';
  test(`${scene}: no picture takes itself, and the hint is ${hint}; one that the user takes says so too`, {
    tag,
  }, async () => {
    const page = await pageThatSees(scene);
    const seen = await run<Record<string, unknown>>(
      page,
      `
      const capture = make.${subject}();
      const taking = capture.start();
      await until(() => shown.some(({ hint }) => hint));
      // As long as an auto-capture takes several times.
      await new Promise((resolve) => setTimeout(resolve, 4000));
      const hints = [...new Set(shown.map(({ hint }) => hint).filter(Boolean))];
      const states = [...new Set(shown.map(({ state }) => state))];
      capture.takePhoto();
      const { statusCode, source, payload } = await taking;
      return { hints, states, statusCode, source, sealed: payload.size > 0, left: live() };
      `,
    );
    // Only the codes of validation are a status; what is refused for guidance's sake, or by a warning, may be checked.
    const isStatus = !['IMAGE_TOO_BLURRY'].includes(hint);
    expect(seen).toEqual({
      hints: [hint],
      states: ['starting', state],
      statusCode: isStatus ? hint : 'OK',
      source: 'manual',
      sealed: true,
      left: 0,
    });
  });
}

test('the user is offered to take the picture, not at once, and then may', { tag: '@full' }, async () => {
  const page = await pageThatSees('eyes-closed');
  const seen = await run<Record<string, unknown>>(
    page,
    `
    const capture = make.face();
    const taking = capture.start();
    await until(() => shown.some(({ hint }) => hint));
    const atFirst = capture.snapshot.manualOffered;
    await until(() => capture.snapshot.manualOffered);
    capture.takePhoto();
    const { statusCode, source } = await taking;
    return { atFirst, statusCode, source };
    `,
  );
  expect(seen).toEqual({ atFirst: false, statusCode: 'EYES_CLOSED', source: 'manual' });
});

test('stopped while it opens, a capture leaves no camera on', async () => {
  const page = await pageThatSees('good-face');
  const seen = await run<Record<string, unknown>>(
    page,
    `
    const capture = make.face();
    const first = capture.start();
    const isOne = capture.start() === first;
    const ended = outcome(first);
    capture.stop();
    const after = await ended;
    const second = outcome(capture.start());
    await until(() => live() === 1);
    capture.stop();
    await second;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return { isOne, after, second: await second, left: live(), state: capture.snapshot.state, opened: tracks.length };
    `,
  );
  expect(seen).toEqual({
    isOne: true,
    after: 'CAPTURE_STOPPED',
    second: 'CAPTURE_STOPPED',
    left: 0,
    state: 'idle',
    opened: expect.any(Number),
  });
});

test('a page that is hidden and looked at again loses the hold, and captures all the same', async () => {
  const page = await pageThatSees('good-face');
  const seen = await run<{ whileHidden: string[]; result: string; states: string[] }>(
    page,
    `
    const capture = make.face();
    const taking = capture.start();
    await until(() => capture.snapshot.state === 'holding');
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    const before = shown.length;
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const whileHidden = [capture.snapshot.state, ...shown.slice(before).map(({ state }) => state)];
    delete document.hidden;
    document.dispatchEvent(new Event('visibilitychange'));
    const { statusCode } = await taking;
    return { whileHidden: [...new Set(whileHidden)], result: statusCode };
    `,
  );
  expect(seen).toEqual({ whileHidden: ['searching'], result: 'OK' });
});

test('ten captures that are started and stopped leave no track on', async () => {
  const page = await pageThatSees('good-face');
  const seen = await run<{ ended: string[]; opened: number; left: number }>(
    page,
    `
    const capture = make.face();
    const ended = [];
    for (let i = 0; i < 10; i++) {
      const taking = outcome(capture.start());
      await until(() => capture.snapshot.camera);
      if (i % 2) await new Promise((resolve) => setTimeout(resolve, 400));
      capture.stop();
      ended.push(await taking);
    }
    return { ended, opened: tracks.length, left: live() };
    `,
  );
  expect(seen).toEqual({ ended: Array(10).fill('CAPTURE_STOPPED'), opened: expect.any(Number), left: 0 });
  expect(seen.opened).toBeGreaterThanOrEqual(10);
});

test('a camera that is lost is an error, and one that the page never gets is another', async () => {
  const page = await pageThatSees('good-face');
  const seen = await run<Record<string, string>>(
    page,
    `
    const capture = make.face({ autoCapture: false });
    const taking = outcome(capture.start());
    await until(() => capture.snapshot.state === 'holding');
    tracks.at(-1).stop();
    tracks.at(-1).dispatchEvent(new Event('ended'));
    const lost = await taking;
    mediaDevices.getUserMedia = async () => { throw new DOMException('no', 'NotAllowedError'); };
    const denied = await outcome(capture.start());
    return { lost, denied, state: capture.snapshot.state, error: capture.snapshot.error.code };
    `,
  );
  expect(seen).toEqual({
    lost: 'CAMERA_LOST',
    denied: 'CAMERA_PERMISSION_DENIED',
    state: 'failed',
    error: 'CAMERA_PERMISSION_DENIED',
  });
});

test('another camera films from then on, and one that is not there leaves it so', async () => {
  const page = await pageWithTwoCameras();
  const seen = await run<Record<string, unknown>>(
    page,
    `
    const capture = make.face();
    const taking = outcome(capture.start());
    await until(() => capture.snapshot.hint);
    const { deviceId: first, devices } = capture.snapshot.camera;
    const other = devices.find(({ deviceId }) => deviceId !== first).deviceId;
    await capture.switchCamera(other);
    const switched = capture.snapshot.camera.deviceId === other;
    const oneOn = live();
    await until(() => capture.snapshot.hint);
    const refused = await outcome(capture.switchCamera('nowhere'));
    const stayed = capture.snapshot.camera.deviceId === other;
    await until(() => capture.snapshot.hint);
    const stillOn = live();
    const noLamp = await outcome(capture.setTorch(true));
    capture.stop();
    return { switched, oneOn, refused, stayed, stillOn, noLamp, ended: await taking, left: live() };
    `,
  );
  expect(seen).toEqual({
    switched: true,
    oneOn: 1,
    refused: 'CAMERA_NOT_FOUND',
    stayed: true,
    stillOn: 1,
    noLamp: 'CAMERA_UNSUPPORTED',
    ended: 'CAPTURE_STOPPED',
    left: 0,
  });
});

test('where the tracker is not served, readings alone take the picture, and the page can see why', {
  tag: '@full',
}, async () => {
  const page = await pageThatSees('good-face');
  await page.route('**/tracker.js', (route) => route.fulfill({ status: 404 }));
  const seen = await run<Record<string, unknown>>(
    page,
    `
    const { statusCode } = await make.face().start();
    return { statusCode, why: shown.at(-1).trackerError?.code };
    `,
  );
  expect(seen).toEqual({ statusCode: 'OK', why: 'WORKER_FAILED_TO_START' });
});

test('a file stands in for the camera, whatever its format, and its payload says so', async () => {
  const page = await pageThatSees('no-face');
  const seen = await run<Record<string, unknown>>(
    page,
    `
    const sample = async (name) => (await fetch('/samples/' + name)).blob();
    const face = make.face();
    const filming = outcome(face.start());
    await until(() => face.snapshot.camera);
    const jpeg = await sample('selfie-marc.jpg');
    const chosen = await face.useFile(jpeg);
    const sameFile = chosen.photo === jpeg;
    const checkModel = { operations: ['FACE_CHECK'] };
    const { details } = await ekyc.check({ checkModel, face: chosen.payload }, { details: true });
    const signals = details.injection.findings.map(({ signal }) => signal);
    const drawn = await make.document().useFile(await sample('flat-id-marc.png'));
    const { error } = await make.face().useFile(new Blob(['no picture'])).then(() => ({}), (thrown) => ({ error: thrown.code }));
    return {
      filming: await filming, left: live(), sameFile, status: chosen.statusCode, source: chosen.source, signals, type: drawn.photo.type, error,
    };
    `,
  );
  expect(seen).toEqual({
    filming: 'CAPTURE_STOPPED',
    left: 0,
    sameFile: true,
    status: 'OK',
    source: 'file',
    signals: expect.arrayContaining(['FROM_FILE']),
    type: 'image/jpeg',
    error: 'IMAGE_FORMAT_UNSUPPORTED',
  });
});
