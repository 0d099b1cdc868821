import { afterEach, describe, expect, it } from 'vitest';
import { nativeFacts } from './native-functions.ts';

const undo: (() => void)[] = [];

afterEach(() => {
  for (const one of undo.splice(0).reverse()) one();
});

/** Puts a property in place until the end of the test. */
function define(at: object, key: PropertyKey, descriptor: PropertyDescriptor): void {
  const before = Object.getOwnPropertyDescriptor(at, key);
  undo.push(() => {
    if (before) Object.defineProperty(at, key, before);
    else Reflect.deleteProperty(at, key);
  });
  Object.defineProperty(at, key, { ...before, configurable: true, ...descriptor });
}

const native = MediaDevices.prototype.getUserMedia;

it('a browser as it is has nothing patched, and says what native functions look like', () => {
  expect(nativeFacts()).toEqual({ patched: [], referenceRealm: true });
  expect(document.querySelector('iframe')).toBeNull();
});

describe('getUserMedia is told when it is', () => {
  it.each<[string, () => unknown]>([
    ['a function', () => function getUserMedia() {}],
    ['an arrow function', () => async () => new MediaStream()],
    ['a method without prototype', () => ({ getUserMedia(_constraints: unknown) {} }).getUserMedia],
    ['bound', () => native.bind(navigator.mediaDevices)],
    ['a proxy', () => new Proxy(native, {})],
    [
      'a proxy of its name',
      () => new Proxy(native, { get: (target, key) => (key === 'name' ? 'getUserMedia' : Reflect.get(target, key)) }),
    ],
    ['another native function', () => MediaDevices.prototype.enumerateDevices],
    [
      'the same with a toString of its own',
      () => Object.assign(native.bind(navigator.mediaDevices), { toString: () => 'native' }),
    ],
  ])('%s', (_, patch) => {
    define(MediaDevices.prototype, 'getUserMedia', { value: patch() });
    expect(nativeFacts().patched).toEqual(['MediaDevices.getUserMedia']);
  });

  it('hidden by a property of navigator.mediaDevices', () => {
    define(navigator.mediaDevices, 'getUserMedia', { value: native, writable: true });
    expect(nativeFacts().patched).toEqual(['MediaDevices.getUserMedia']);
  });

  it('behind a Function.prototype.toString that lies, and that is told too', () => {
    const real = Function.prototype.toString;
    const fake = {
      getUserMedia(_constraints: unknown) {
        return Promise.resolve(new MediaStream());
      },
    }.getUserMedia;
    const lie = {
      toString(this: unknown) {
        return this === fake || this === lie
          ? `function ${(this as { name: string }).name}() { [native code] }`
          : real.call(this);
      },
    }.toString;
    define(MediaDevices.prototype, 'getUserMedia', { value: fake });
    define(Function.prototype, 'toString', { value: lie });
    expect(`${fake}`).toContain('[native code]');
    expect(nativeFacts().patched).toEqual(['MediaDevices.getUserMedia', 'Function.toString']);
  });
});

describe('others are told as well', () => {
  it.each<[string, object, string, PropertyDescriptor]>([
    ['MediaStreamTrack.label', MediaStreamTrack.prototype, 'label', { get: () => 'FaceTime HD Camera' }],
    ['MediaStreamTrack.getSettings', MediaStreamTrack.prototype, 'getSettings', { value: () => ({}) }],
    ['HTMLMediaElement.srcObject', HTMLMediaElement.prototype, 'srcObject', { set() {} }],
    ['HTMLVideoElement.videoWidth', HTMLVideoElement.prototype, 'videoWidth', { get: () => 640 }],
    ['CanvasRenderingContext2D.drawImage', CanvasRenderingContext2D.prototype, 'drawImage', { value() {} }],
    ['createImageBitmap', globalThis, 'createImageBitmap', { value: async () => undefined }],
    [
      'MediaStreamTrackProcessor',
      globalThis,
      'MediaStreamTrackProcessor',
      { value: class MediaStreamTrackProcessor {} },
    ],
    ['Performance.now', performance, 'now', { value: () => 0 }],
    ['SubtleCrypto.digest', SubtleCrypto.prototype, 'digest', { value: async () => new ArrayBuffer(32) }],
    ['Navigator.webdriver', navigator, 'webdriver', { get: () => false }],
    ['Navigator.webdriver', Navigator.prototype, 'webdriver', { get: () => false }],
  ])('%s', (name, at, key, descriptor) => {
    define(at, key, descriptor);
    expect(nativeFacts().patched).toEqual([name]);
  });

  it('one that was taken away', () => {
    const before = Object.getOwnPropertyDescriptor(Navigator.prototype, 'webdriver')!;
    undo.push(() => Object.defineProperty(Navigator.prototype, 'webdriver', before));
    Reflect.deleteProperty(Navigator.prototype, 'webdriver');
    expect(nativeFacts().patched).toEqual(['Navigator.webdriver']);
  });
});
