import { afterEach, describe, expect, it, vi } from 'vitest';
import { cameraFault, cameraPermission, nameOf } from './camera-faults.ts';

const browserThatRemembers = (state: PermissionState) =>
  vi.stubGlobal('navigator', { permissions: { query: async () => ({ state }) } });

afterEach(() => vi.unstubAllGlobals());

describe('who did not allow a camera', () => {
  const refusal = new DOMException('Permission denied', 'NotAllowedError');

  it.each([
    ['the operating system', 'Permission denied by system', 'prompt', 'prompt', /operating system/],
    ["the site's setting", 'Permission denied', 'denied', 'denied', /browser's settings keep/],
    ['the user, for good', 'Permission denied', 'prompt', 'denied', /user did not allow .* will not ask again/],
    ['the user, who shut the prompt', 'Permission dismissed', 'prompt', 'prompt', /not allow the camera this time/],
  ] as const)('%s', async (_, message, before, after, text) => {
    browserThatRemembers(after);
    const fault = await cameraFault(new DOMException(message, 'NotAllowedError'), before);
    expect(fault).toMatchObject({ code: 'CAMERA_PERMISSION_DENIED', message: expect.stringMatching(text) });
  });

  it('is left open where the browser remembers nothing', async () => {
    vi.stubGlobal('navigator', {
      permissions: { query: () => Promise.reject(new TypeError("'camera' is not a permission")) },
    });
    expect(await cameraPermission()).toBeUndefined();
    const { message, cause } = await cameraFault(refusal, undefined);
    expect(message).toMatch(/user, the browser or the frame/);
    expect(cause).toBe(refusal);
  });
});

it.each([
  ['NotFoundError', 'CAMERA_NOT_FOUND'],
  ['NotReadableError', 'CAMERA_BUSY'],
  ['AbortError', 'CAMERA_BUSY'],
  ['SecurityError', 'CAMERA_PERMISSION_DENIED'],
  ['InvalidStateError', 'CAMERA_UNSUPPORTED'],
])('%s is %s', async (name, code) => {
  browserThatRemembers('granted');
  expect(await cameraFault(new DOMException('why', name), 'granted')).toMatchObject({ code });
});

it('an error of Safari that is no Error is known by its name', async () => {
  browserThatRemembers('granted');
  const error = { name: 'OverconstrainedError', message: 'Invalid constraint', constraint: 'frameRate' };
  expect(nameOf(error)).toBe('OverconstrainedError');
  expect(await cameraFault(error, 'granted')).toMatchObject({
    code: 'CAMERA_UNSUPPORTED',
    message: expect.stringContaining('OverconstrainedError'),
    cause: error,
  });
});

it.each([[undefined], [null], ['why'], [{ name: 7 }]])('%j has no name', (error) => expect(nameOf(error)).toBe(''));
