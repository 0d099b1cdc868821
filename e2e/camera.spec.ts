import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test';
import type { SceneName } from '../scripts/fake-camera/scenes.ts';
import { browserArgs, findBrowser } from '../scripts/find-browser.ts';
import { ALLOW_CAMERA, cameraArgs } from './fake-camera.ts';
import { sdkForFile } from './sdk-for-file.ts';
import { serveSdk } from './sdk-page.ts';

const sdk = sdkForFile();

/** A page of a browser of its own, with these flags besides. */
async function pageWith(flags: readonly string[], prepare?: (context: BrowserContext) => Promise<void>): Promise<Page> {
  const browser = sdk.closeAfterTest(
    await chromium.launch({ executablePath: await findBrowser(), args: [...browserArgs, ...flags] }),
  );
  const context = await browser.newContext();
  await prepare?.(context);
  const page = await context.newPage();
  await page.goto(`${sdk.server.url}/`);
  return page;
}

const pageThatSees = async (scene: SceneName) => pageWith([...(await cameraArgs(scene)), ALLOW_CAMERA]);

/** Two cameras that show a moving pattern. */
const TWO_CAMERAS = ['--use-fake-device-for-media-stream=device-count=2', ALLOW_CAMERA];

/**
 * Runs the body of an async function that sees what the package exports, and `newVideo()`; `streams`, all that were ever given;
 * `live()`, how many of their tracks are on; `attempt(options)`, which answers the code and the message of the error; `until(condition)`.
 */
function run<T>(page: Page, script: string): Promise<T> {
  return page.evaluate<T>(`(async () => {
    const { openCamera, watchFrames } = await import('/sdk/capture.js');
    const streams = [];
    const { mediaDevices } = navigator;
    const getUserMedia = mediaDevices?.getUserMedia.bind(mediaDevices);
    if (mediaDevices) {
      mediaDevices.getUserMedia = async (constraints) => {
        const stream = await getUserMedia(constraints);
        streams.push(stream);
        return stream;
      };
    }
    const live = () => streams.flatMap((stream) => stream.getTracks()).filter((track) => track.readyState === 'live').length;
    const newVideo = () => document.body.appendChild(document.createElement('video'));
    const attempt = (options) => openCamera({ facing: 'user', video: newVideo(), ...options }).then(
      (camera) => { camera.close(); return 'OK'; },
      (error) => error.code ? error.code + ' ' + error.message : String(error),
    );
    const until = async (condition) => {
      while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const hide = (hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    ${script}
  })()`);
}

const FACTS = `
  const facts = {
    size: [video.videoWidth, video.videoHeight],
    paused: video.paused, muted: video.muted, playsInline: video.playsInline,
    mirrored: camera.mirrored, torch: camera.torch,
    devices: camera.devices.length, isListed: camera.devices.some(({ deviceId }) => deviceId === camera.device.deviceId),
    isNamed: camera.device.label !== '', live: live(),
  };
`;

const OPEN = (facing: 'user' | 'environment') => `
  const video = newVideo();
  const camera = await openCamera({ facing: '${facing}', video });
  ${FACTS}
  camera.close();
  camera.close();
  return { ...facts, after: { live: live(), srcObject: video.srcObject } };
`;

const open = {
  paused: false,
  muted: true,
  playsInline: true,
  torch: 'none',
  devices: 1,
  isListed: true,
  isNamed: true,
};
const closed = { live: 0, srcObject: null };

test.describe('a camera', () => {
  test('for a document opens at its full resolution, is shown, and is off after close', async () => {
    expect(await run(await pageThatSees('good-card'), OPEN('environment'))).toEqual({
      ...open,
      size: [1280, 720],
      mirrored: false,
      live: 1,
      after: closed,
    });
  });

  test('for a face opens mirrored', async () => {
    expect(await run(await pageThatSees('good-face'), OPEN('user'))).toEqual({
      ...open,
      size: [640, 480],
      mirrored: true,
      live: 1,
      after: closed,
    });
  });

  test('has no lamp where it has none, and one that can be switched where it has', async () => {
    const page = await pageThatSees('no-card');
    const outcome = await run(
      page,
      `
      const camera = await openCamera({ facing: 'environment', video: newVideo() });
      const refused = await camera.setTorch(true).catch(({ code }) => code);
      const asked = [];
      camera.track.getCapabilities = () => ({ torch: true });
      camera.track.applyConstraints = async (constraints) => void asked.push(constraints);
      const states = [camera.torch];
      for (const on of [true, false]) {
        await camera.setTorch(on);
        states.push(camera.torch);
      }
      camera.track.applyConstraints = async () => { throw new OverconstrainedError('torch'); };
      const failed = await camera.setTorch(true).catch(({ code }) => code);
      states.push(camera.torch);
      camera.close();
      const afterClose = await camera.setTorch(true).catch(({ code }) => code);
      return { refused, asked, states, failed, afterClose };
    `,
    );
    expect(outcome).toEqual({
      refused: 'CAMERA_UNSUPPORTED',
      asked: [{ advanced: [{ torch: true }] }, { advanced: [{ torch: false }] }],
      states: ['off', 'on', 'off', 'off'],
      failed: 'CAMERA_UNSUPPORTED',
      afterClose: 'CAMERA_UNSUPPORTED',
    });
  });

  test('opens ten times, and leaves no track', async () => {
    const page = await pageThatSees('good-face');
    const outcome = await run(
      page,
      `
      const video = newVideo();
      const counts = [];
      for (let cycle = 0; cycle < 10; cycle++) {
        const camera = await openCamera({ facing: 'user', video });
        counts.push(live());
        camera.close();
      }
      return { counts, given: streams.length, live: live(), srcObject: video.srcObject };
    `,
    );
    expect(outcome).toEqual({ counts: Array(10).fill(1), given: 10, live: 0, srcObject: null });
  });

  test('may be open twice, and one that closes leaves the other', async () => {
    const page = await pageThatSees('good-face');
    const outcome = await run(
      page,
      `
      const [one, other] = await Promise.all([1, 2].map(() => openCamera({ facing: 'user', video: newVideo() })));
      const both = live();
      one.close();
      const left = [live(), other.video.srcObject === other.stream, other.track.readyState];
      // The second takes the element over.
      const third = await openCamera({ facing: 'user', video: other.video });
      other.close();
      const last = [live(), third.video.srcObject === third.stream, third.video.paused];
      third.close();
      return { both, left, last, live: live() };
    `,
    );
    expect(outcome).toEqual({ both: 2, left: [1, true, 'live'], last: [1, true, false], live: 0 });
  });

  test('whose element is given to another is lost: off where that was while it started, told that it ended where later', async () => {
    const page = await pageThatSees('good-face');
    const outcome = await run(
      page,
      `
      const [video, other] = [newVideo(), await openCamera({ facing: 'user', video: newVideo() })];
      video.addEventListener('loadstart', () => (video.srcObject = other.stream), { once: true });
      const started = await attempt({ video });
      const left = [live(), video.srcObject === other.stream];
      const camera = await openCamera({ facing: 'user', video });
      const told = new Promise((resolve) => camera.onInterruption(resolve));
      video.srcObject = other.stream;
      const interruption = await told;
      camera.close();
      other.close();
      return { started, left, interruption, live: live() };
    `,
    );
    expect(outcome).toEqual({
      started: expect.stringMatching(/^CAMERA_LOST .*given to another/),
      left: [1, true],
      interruption: 'ended',
      live: 0,
    });
  });

  test('opens although its element is taken out of the document meanwhile, and goes on when it is later', async () => {
    const page = await pageThatSees('good-face');
    const outcome = await run(
      page,
      `
      const video = newVideo();
      video.addEventListener('loadstart', () => video.remove());
      const camera = await openCamera({ facing: 'user', video });
      // Taken out late, it stops once more before it goes on.
      if (video.paused) await new Promise((resolve) => video.addEventListener('playing', resolve, { once: true }));
      const opened = [video.isConnected, video.paused];
      document.body.append(video);
      video.remove();
      await new Promise((resolve) => video.addEventListener('playing', resolve, { once: true }));
      await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
      camera.close();
      return { opened, live: live() };
    `,
    );
    expect(outcome).toEqual({ opened: [false, false], live: 0 });
  });

  test('tells what befalls it, to each listener until it ends, and nothing after close', async () => {
    const page = await pageThatSees('good-face');
    const outcome = await run(
      page,
      `
      const camera = await openCamera({ facing: 'user', video: newVideo() });
      const [told, toldOther] = [[], []];
      const end = camera.onInterruption((interruption) => told.push(interruption));
      const endOther = camera.onInterruption((interruption) => toldOther.push(interruption));
      hide(true);
      hide(false);
      endOther();
      for (const type of ['mute', 'unmute', 'ended']) camera.track.dispatchEvent(new Event(type));
      camera.close();
      hide(true);
      camera.track.dispatchEvent(new Event('ended'));
      end();
      return { told, toldOther };
    `,
    );
    expect(outcome).toEqual({
      told: ['hidden', 'visible', 'muted', 'unmuted', 'ended'],
      toldOther: ['hidden', 'visible'],
    });
  });

  test('that the browser takes away while it films tells that it ended, and is off', async () => {
    const page = await pageWith(await cameraArgs('good-face'), (context) => context.grantPermissions(['camera']));
    const ended = run(
      page,
      `
      const camera = await openCamera({ facing: 'user', video: newVideo() });
      const told = await new Promise((resolve) => {
        camera.onInterruption(resolve);
        globalThis.isFilming = true;
      });
      camera.close();
      return [told, live(), camera.video.srcObject];
    `,
    );
    await page.waitForFunction('globalThis.isFilming');
    await page.context().clearPermissions();
    expect(await ended).toEqual(['ended', 0, null]);
  });

  test('tells of a camera that is plugged in while it films, and lists it', async () => {
    const page = await pageThatSees('good-face');
    const outcome = await run(
      page,
      `
      const camera = await openCamera({ facing: 'user', video: newVideo() });
      const told = [];
      camera.onInterruption((interruption) => told.push([interruption, camera.devices.map(({ label }) => label)]));
      const list = mediaDevices.enumerateDevices.bind(mediaDevices);
      const changed = () => mediaDevices.dispatchEvent(new Event('devicechange'));
      const plug = (...others) => {
        mediaDevices.enumerateDevices = async () => [...await list(), ...others];
        changed();
      };
      const [{ label }] = camera.devices;
      plug({ kind: 'audioinput', deviceId: 'microphone', label: 'Microphone' });
      plug({ kind: 'videoinput', deviceId: 'second', label: 'Second camera' });
      await until(() => told.length === 1);
      plug();
      await until(() => told.length === 2);
      plug({ kind: 'videoinput', deviceId: 'second', label: 'Second camera' });
      camera.close();
      changed();
      await list();
      await new Promise((resolve) => setTimeout(resolve));
      return { told: told.map(([interruption, labels]) => [interruption, labels.map((one) => one === label ? 'the first' : one)]) };
    `,
    );
    expect(outcome).toEqual({
      told: [
        ['devices-changed', ['the first', 'Second camera']],
        ['devices-changed', ['the first']],
      ],
    });
  });

  test('tells that the device was turned', async () => {
    const page = await pageThatSees('good-face');
    const outcome = await run(
      page,
      `
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
      const paint = () => { canvas.getContext('2d').fillRect(Math.random() * 100, 0, 9, 9); requestAnimationFrame(paint); };
      paint();
      navigator.mediaDevices.getUserMedia = async () => canvas.captureStream();
      const camera = await openCamera({ facing: 'environment', video: newVideo() });
      const told = [];
      camera.onInterruption((interruption) => told.push([interruption, camera.video.videoWidth, camera.video.videoHeight]));
      // Each is waited for: what turned back before its event came was never turned.
      for (const [width, height, times] of [[320, 240, 0], [240, 320, 1], [640, 480, 2]]) {
        Object.assign(canvas, { width, height });
        await until(() => camera.video.videoWidth === width && camera.video.videoHeight === height && told.length === times);
      }
      camera.close();
      return told;
    `,
    );
    expect(outcome).toEqual([
      ['turned', 240, 320],
      ['turned', 640, 480],
    ]);
  });
});

test.describe('of two cameras', () => {
  /** Has the fake cameras pass for those of a phone, as one is named and seen after the permission. */
  const NAMED = (...labels: readonly [string, string]) => `
    const enumerate = mediaDevices.enumerateDevices.bind(mediaDevices);
    mediaDevices.enumerateDevices = async () => {
      const cameras = (await enumerate()).filter(({ kind }) => kind === 'videoinput');
      return cameras.map(({ kind, deviceId }, i) => ({ kind, deviceId, label: ${JSON.stringify(labels)}[i] }));
    };
  `;
  const OPEN_BEST = `
    const camera = await openCamera({ facing: 'environment', video: newVideo() });
    const { label } = camera.device;
    const answer = { label, mirrored: camera.mirrored, given: streams.length, live: live(), labels: camera.devices.map(({ label }) => label) };
    camera.close();
    return { ...answer, after: live() };
  `;

  test('the better one is opened when names are known, after the first is off', async () => {
    const labels = ['camera2 2, facing back', 'camera2 0, facing back'] as const;
    const page = await pageWith(TWO_CAMERAS);
    expect(await run(page, NAMED(...labels) + OPEN_BEST)).toMatchObject({
      label: 'camera2 0, facing back',
      given: 2,
      live: 1,
      labels,
      after: 0,
    });
  });

  test('the first stays where the other is no better, or cannot be opened', async () => {
    const page = await pageWith(TWO_CAMERAS);
    const same = ['USB Camera', 'USB Camera'] as const;
    expect(await run(page, NAMED(...same) + OPEN_BEST)).toMatchObject({ given: 1, live: 1, after: 0 });
    const FAILING = `
      const give = mediaDevices.getUserMedia;
      mediaDevices.getUserMedia = async (constraints) => {
        const { deviceId } = constraints.video;
        if (deviceId && deviceId.exact !== streams[0].getVideoTracks()[0].getSettings().deviceId) {
          throw new DOMException('in use', 'NotReadableError');
        }
        return give(constraints);
      };
    `;
    await page.reload();
    const labels = ['camera2 2, facing back', 'camera2 0, facing back'] as const;
    expect(await run(page, NAMED(...labels) + FAILING + OPEN_BEST)).toMatchObject({
      label: 'camera2 2, facing back',
      given: 2,
      live: 1,
      after: 0,
    });
  });

  test('the one with the id given is opened, whichever is better', async () => {
    const page = await pageWith(TWO_CAMERAS);
    const outcome = await run(
      page,
      `
      const first = await openCamera({ facing: 'user', video: newVideo() });
      first.close();
      const ids = first.devices.map(({ deviceId }) => deviceId);
      const opened = [];
      for (const deviceId of ids) {
        const camera = await openCamera({ facing: 'user', video: newVideo(), deviceId });
        opened.push(camera.device.deviceId);
        camera.close();
      }
      return { isEach: ids.length === 2 && ids.every((id, i) => id === opened[i]), live: live() };
    `,
    );
    expect(outcome).toEqual({ isEach: true, live: 0 });
  });
});

test.describe('no camera', () => {
  test('where the user refuses', async () => {
    const page = await pageWith(['--use-fake-device-for-media-stream', '--deny-permission-prompts']);
    expect(await run(page, `return [await attempt(), live()];`)).toEqual([
      expect.stringMatching(/^CAMERA_PERMISSION_DENIED The (user|operating)/),
      0,
    ]);
  });

  test("where the site's setting refuses", async () => {
    const page = await pageWith(['--use-fake-device-for-media-stream'], (context) => context.grantPermissions([]));
    expect(await run(page, `return [await attempt(), live()];`)).toEqual([
      expect.stringMatching(/^CAMERA_PERMISSION_DENIED The browser's settings/),
      0,
    ]);
  });

  test('where there is none', async () => {
    const page = await pageWith([ALLOW_CAMERA]);
    expect(await run(page, `return [await attempt(), live()];`)).toEqual([
      expect.stringMatching(/^CAMERA_NOT_FOUND There is no camera on this device/),
      0,
    ]);
  });

  test('where none has the id given', async () => {
    const page = await pageThatSees('good-face');
    expect(await run(page, `return [await attempt({ deviceId: 'f00d' }), live()];`)).toEqual([
      expect.stringMatching(/^CAMERA_NOT_FOUND There is no camera with the deviceId given/),
      0,
    ]);
  });

  test('where another program has it', async () => {
    const page = await pageThatSees('good-face');
    const outcome = await run(
      page,
      `
      const sizes = [];
      mediaDevices.getUserMedia = async ({ video }) => {
        sizes.push(video.width.ideal);
        throw new DOMException('Could not start video source', 'NotReadableError');
      };
      return [await attempt(), sizes];
    `,
    );
    expect(outcome).toEqual([expect.stringMatching(/^CAMERA_BUSY .*another program/), [1280, 1280, 640]]);
  });

  test('where it is on and gives no frame', { tag: '@full' }, async () => {
    const page = await pageThatSees('good-face');
    const outcome = await run(
      page,
      `
      const canvas = document.createElement('canvas');
      mediaDevices.getUserMedia = async () => {
        streams.push(canvas.captureStream(0));
        return streams[0];
      };
      const video = newVideo();
      return [await attempt({ video }), live(), video.srcObject];
    `,
    );
    expect(outcome).toEqual([expect.stringMatching(/^CAMERA_BUSY .*gives no picture/), 0, null]);
  });

  test('where it ends before its first frame', async () => {
    const page = await pageThatSees('good-face');
    const outcome = await run(
      page,
      `
      const starting = newVideo();
      starting.addEventListener('loadstart', () => starting.srcObject.getVideoTracks()[0].dispatchEvent(new Event('ended')));
      const outcomes = [[await attempt({ video: starting }), live(), starting.srcObject]];
      const give = mediaDevices.getUserMedia;
      mediaDevices.getUserMedia = async (constraints) => {
        const stream = await give(constraints);
        stream.getVideoTracks()[0].stop();
        return stream;
      };
      const video = newVideo();
      outcomes.push([await attempt({ video }), live(), video.srcObject]);
      return outcomes;
    `,
    );
    const lost = [expect.stringMatching(/^CAMERA_LOST .*unplugged/), 0, null];
    expect(outcome).toEqual([lost, lost]);
  });

  test("where the page's policy forbids it", async () => {
    const forbidden = await serveSdk(true, { 'Permissions-Policy': 'camera=()' });
    const page = await pageThatSees('good-face');
    await page.goto(`${forbidden.url}/`);
    expect(await run(page, `return [await attempt(), streams.length];`)).toEqual([
      expect.stringMatching(/^CAMERA_UNSUPPORTED A Permissions-Policy/),
      0,
    ]);
    await forbidden.close();
  });

  test('where the page is not secure, and where the browser has no cameras at all', async () => {
    const page = await pageThatSees('good-face');
    expect(
      await run(
        page,
        `
        Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
        return attempt();
      `,
      ),
    ).toMatch(/^CAMERA_UNSUPPORTED This browser offers no cameras/);
    const ORIGIN = 'http://bank.test';
    await page.route(`${ORIGIN}/**`, async (route) =>
      route.fulfill({ response: await route.fetch({ url: route.request().url().replace(ORIGIN, sdk.server.url) }) }),
    );
    await page.goto(`${ORIGIN}/`);
    expect(await run(page, `return attempt();`)).toMatch(/^CAMERA_UNSUPPORTED .*HTTPS/);
  });
});

for (const [browserName, overconstrained] of [
  ['Chromium', `new OverconstrainedError('frameRate', 'too slow')`],
  ['Safari, where the refusal is no Error', `{ name: 'OverconstrainedError', message: '', constraint: 'frameRate' }`],
] as const)
  test(`asks for less where the camera cannot do more, and demands nothing in the end: ${browserName}`, async () => {
    const page = await pageThatSees('good-card');
    const outcome = await run<{ asked: unknown[]; opened: string }>(
      page,
      `
    const asked = [];
    const give = mediaDevices.getUserMedia;
    mediaDevices.getUserMedia = async (constraints) => {
      const { width, height, frameRate } = constraints.video;
      asked.push([width.ideal, height.ideal, frameRate.min]);
      if (frameRate.min) throw ${overconstrained};
      return give(constraints);
    };
    return { opened: await attempt({ facing: 'environment' }), asked };
  `,
    );
    expect(outcome).toEqual({
      opened: 'OK',
      asked: [
        [3840, 2160, 15],
        [2560, 1440, 15],
        [1920, 1080, 15],
        [1280, 720, 15],
        [640, 480, 15],
        [640, 480, undefined],
      ],
    });
  });

test.describe('an abort', () => {
  test('before anything asks for no camera', async () => {
    const page = await pageThatSees('good-face');
    expect(await run(page, `return [await attempt({ signal: AbortSignal.abort('gone') }), streams.length];`)).toEqual([
      'gone',
      0,
    ]);
  });

  test('while the user is asked rejects at once, and a camera that is given later is put off', async () => {
    const page = await pageThatSees('good-face');
    const outcome = await run(
      page,
      `
      const give = mediaDevices.getUserMedia;
      let answer;
      const asked = new Promise((resolve) => {
        mediaDevices.getUserMedia = (constraints) => {
          resolve();
          return new Promise((given) => { answer = () => given(give(constraints)); });
        };
      });
      const controller = new AbortController();
      const opening = attempt({ signal: controller.signal });
      await asked;
      controller.abort('gone');
      const outcome = await opening;
      const before = streams.length;
      answer();
      await until(() => streams.length === 1 && live() === 0);
      return { outcome, before };
    `,
    );
    expect(outcome).toEqual({ outcome: 'gone', before: 0 });
  });

  test('at any later step puts the camera off', async () => {
    const page = await pageThatSees('good-face');
    const outcome = await run(
      page,
      `
      const outcomes = [];
      const steps = {
        given: (video, abort) => {
          const give = mediaDevices.getUserMedia;
          mediaDevices.getUserMedia = async (constraints) => {
            mediaDevices.getUserMedia = give;
            const stream = await give(constraints);
            queueMicrotask(abort);
            return stream;
          };
        },
        listing: (video, abort) => {
          const list = mediaDevices.enumerateDevices;
          mediaDevices.enumerateDevices = () => {
            mediaDevices.enumerateDevices = list;
            abort();
            return list.call(mediaDevices);
          };
        },
        loading: (video, abort) => video.addEventListener('loadstart', abort),
      };
      for (const [step, prepare] of Object.entries(steps)) {
        const [video, controller] = [newVideo(), new AbortController()];
        prepare(video, () => controller.abort('gone'));
        const outcome = await attempt({ video, signal: controller.signal });
        await until(() => live() === 0);
        outcomes.push([step, outcome, video.srcObject]);
      }
      return outcomes;
    `,
    );
    expect(outcome).toEqual(['given', 'listing', 'loading'].map((step) => [step, 'gone', null]));
  });
});

test.describe('frames', () => {
  const WATCH = `
    const camera = await openCamera({ facing: 'user', video: newVideo() });
    const watch = (onFrame) => new Promise((resolve, reject) => {
      const seen = [];
      const stop = watchFrames(camera.video, async (frame) => {
        const { image, width, height, presentedAt, mediaTime, presentedFrames } = frame;
        seen.push({ kind: image.constructor.name, width, height, presentedAt, mediaTime, presentedFrames });
        await onFrame(seen.length);
        image.close();
        if (seen.length === 5) { stop(); stop(); resolve(seen); }
      }, reject);
    });
  `;
  interface Seen {
    kind: string;
    width: number;
    height: number;
    presentedAt: number;
    mediaTime: number;
    presentedFrames: number;
  }

  const rises = (numbers: readonly number[]) => numbers.every((number, i) => i === 0 || number > numbers[i - 1]!);

  for (const [how, prepare, kind] of [
    ['of a browser of today', '', 'VideoFrame'],
    ['without VideoFrame', 'delete globalThis.VideoFrame;', 'ImageBitmap'],
    ['without requestVideoFrameCallback', 'delete HTMLVideoElement.prototype.requestVideoFrameCallback;', 'VideoFrame'],
    ['of an element that is not displayed', `document.body.hidden = true;`, 'VideoFrame'],
    [
      'of an element in no document',
      `document.body.append = document.body.appendChild = (video) => video;`,
      'VideoFrame',
    ],
  ] as const) {
    test(`${how} are handed over one by one, those skipped that come while one is worked on`, async () => {
      const page = await pageThatSees('good-face');
      const { seen, overlaps } = await run<{ seen: Seen[]; overlaps: number }>(
        page,
        `
        ${prepare}
        ${WATCH}
        let [running, overlaps] = [0, 0];
        const seen = await watch(async () => {
          running += 1;
          overlaps = Math.max(overlaps, running);
          // As long as several frames take.
          await new Promise((resolve) => setTimeout(resolve, 150));
          running -= 1;
        });
        camera.close();
        return { seen, overlaps };
      `,
      );
      expect(overlaps).toBe(1);
      expect(seen).toHaveLength(5);
      for (const frame of seen) expect(frame).toMatchObject({ kind, width: 640, height: 480 });
      expect(rises(seen.map(({ presentedAt }) => presentedAt))).toBe(true);
      expect(rises(seen.map(({ mediaTime }) => mediaTime))).toBe(true);
      expect(rises(seen.map(({ presentedFrames }) => presentedFrames))).toBe(true);
      expect(seen.at(-1)!.presentedFrames - seen[0]!.presentedFrames).toBeGreaterThan(4);
    });
  }

  test('stop while the page is hidden, and go on after', async () => {
    const page = await pageThatSees('good-face');
    const outcome = await run(
      page,
      `
      const camera = await openCamera({ facing: 'user', video: newVideo() });
      let count = 0;
      const stop = watchFrames(camera.video, async ({ image }) => { image.close(); count += 1; }, () => {});
      await until(() => count > 2);
      hide(true);
      const atHiding = count;
      for (let i = 0; i < 10; i++) await new Promise((resolve) => camera.video.requestVideoFrameCallback(resolve));
      const whileHidden = count - atHiding;
      hide(false);
      await until(() => count > atHiding + 2);
      stop();
      const atStop = count;
      for (let i = 0; i < 5; i++) await new Promise((resolve) => camera.video.requestVideoFrameCallback(resolve));
      camera.close();
      // One may have been on its way.
      return { whileHidden: whileHidden <= 1, afterStop: count - atStop };
    `,
    );
    expect(outcome).toEqual({ whileHidden: true, afterStop: 0 });
  });

  test('end with what goes wrong, which is told once', async () => {
    const page = await pageThatSees('good-face');
    const outcome = await run(
      page,
      `
      const camera = await openCamera({ facing: 'user', video: newVideo() });
      const [errors, frames] = [[], []];
      watchFrames(camera.video, async (frame) => { frames.push(frame); frame.image.close(); throw new Error('no ' + frames.length); }, (error) => errors.push(error.message));
      const failing = [];
      globalThis.VideoFrame = class { constructor() { throw new Error('unreadable'); } };
      watchFrames(camera.video, async () => {}, (error) => failing.push(error.message));
      await until(() => failing.length > 0);
      delete globalThis.VideoFrame;
      await until(() => errors.length > 0 || failing.length > 1);
      for (let i = 0; i < 5; i++) await new Promise((resolve) => camera.video.requestVideoFrameCallback(resolve));
      camera.close();
      return { errors: errors.length, failing };
    `,
    );
    expect(outcome).toEqual({ errors: 1, failing: ['unreadable'] });
  });
});
