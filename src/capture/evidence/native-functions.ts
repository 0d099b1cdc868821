import type { WatchedFunction } from '../../evidence/names.ts';

/** The globals of a window, those of a fresh frame included. */
type Realm = typeof globalThis;
type Callable = (...given: unknown[]) => unknown;

interface Watched {
  readonly name: WatchedFunction;
  /** What holds it. A browser may not have it. */
  readonly holder: (realm: Realm) => object | undefined;
  readonly key: string;
  readonly part: 'value' | 'get' | 'set';
  /** An object that the function would be an own property of where somebody only hid the browser's. */
  readonly instance?: () => object | undefined;
}

const proto = (name: string) => (realm: Realm) =>
  (Reflect.get(realm, name) as { prototype?: object } | undefined)?.prototype;

const WATCHED: readonly Watched[] = [
  method('MediaDevices', 'getUserMedia', () => navigator.mediaDevices),
  method('MediaDevices', 'enumerateDevices', () => navigator.mediaDevices),
  method('MediaStreamTrack', 'getSettings'),
  method('MediaStreamTrack', 'getCapabilities'),
  { name: 'MediaStreamTrack.label', holder: proto('MediaStreamTrack'), key: 'label', part: 'get' },
  method('MediaStream', 'getVideoTracks'),
  method('MediaStream', 'getTracks'),
  { name: 'HTMLMediaElement.srcObject', holder: proto('HTMLMediaElement'), key: 'srcObject', part: 'set' },
  method('HTMLVideoElement', 'requestVideoFrameCallback'),
  { name: 'HTMLVideoElement.videoWidth', holder: proto('HTMLVideoElement'), key: 'videoWidth', part: 'get' },
  method('CanvasRenderingContext2D', 'drawImage'),
  method('CanvasRenderingContext2D', 'getImageData'),
  method('HTMLCanvasElement', 'toBlob'),
  method('OffscreenCanvas', 'convertToBlob'),
  { name: 'createImageBitmap', holder: (realm) => realm, key: 'createImageBitmap', part: 'value' },
  { name: 'VideoFrame', holder: (realm) => realm, key: 'VideoFrame', part: 'value' },
  method('VideoFrame', 'copyTo'),
  { name: 'MediaStreamTrackProcessor', holder: (realm) => realm, key: 'MediaStreamTrackProcessor', part: 'value' },
  { name: 'Function.toString', holder: proto('Function'), key: 'toString', part: 'value' },
  { name: 'Performance.now', holder: proto('Performance'), key: 'now', part: 'value', instance: () => performance },
  {
    name: 'SubtleCrypto.digest',
    holder: proto('SubtleCrypto'),
    key: 'digest',
    part: 'value',
    instance: () => crypto.subtle,
  },
  { name: 'Navigator.webdriver', holder: proto('Navigator'), key: 'webdriver', part: 'get', instance: () => navigator },
];

/** What of the functions that a capture rests on is not the browser's own. */
export interface NativeFacts {
  readonly patched: WatchedFunction[];
  /** Whether a fresh frame said what native functions look like. */
  readonly referenceRealm: boolean;
}

/**
 * Looks for functions that were replaced. What a function says of itself is asked through the `toString` of a fresh frame of the same origin,
 * which scripts that patched this window's have not seen. Whoever patches frames too is not found: SECURITY.md.
 */
export function nativeFacts(): NativeFacts {
  const frame = referenceFrame();
  try {
    const realm = frame?.contentWindow as Realm | null | undefined;
    const toText = realm ? realm.Function.prototype.toString : Function.prototype.toString;
    const patched = WATCHED.filter((watched) => isPatched(watched, realm ?? undefined, toText)).map(({ name }) => name);
    return { patched, referenceRealm: Boolean(realm) };
  } finally {
    frame?.remove();
  }
}

/** Absent where the page may have no frames, or none whose inside it may see: in a sandbox, say. */
function referenceFrame(): HTMLIFrameElement | undefined {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  (document.body ?? document.documentElement).append(frame);
  try {
    if (frame.contentWindow && 'Function' in frame.contentWindow) return frame;
  } catch (error) {
    // Of another origin, as everything is to a sandboxed page.
    if (!(error instanceof DOMException)) throw error;
  }
  frame.remove();
  return undefined;
}

function isPatched({ holder, key, part, instance }: Watched, realm: Realm | undefined, toText: Callable): boolean {
  const own = instance?.();
  if (own && Object.getOwnPropertyDescriptor(own, key)) return true;
  const at = holder(globalThis);
  const descriptor = at && Object.getOwnPropertyDescriptor(at, key);
  const native = realm && shapeOf(holder(realm), key, part);
  const found: unknown = descriptor?.[part];
  if (typeof found !== 'function') {
    // Missing here and there in a fresh frame: it was taken away. Missing in both: the browser has none.
    return native !== undefined;
  }
  if (!isNative(found as Callable, key, part, toText)) return true;
  // An accessor where the browser has a value, a getter that became writable, another number of parameters.
  return native !== undefined && native !== shapeOf(at, key, part);
}

function isNative(candidate: Callable, key: string, part: Watched['part'], toText: Callable): boolean {
  const name = part === 'value' ? key : `${part} ${key}`;
  // A proxy and a bound function tell no name; a function written in JavaScript tells its source.
  const expected = new RegExp(`^\\s*function (${name}|${key})\\(\\) \\{\\s*\\[native code\\]\\s*\\}\\s*$`);
  if (!expected.test(String(Reflect.apply(toText, candidate, [])))) return false;
  if (candidate.name !== name) return false;
  const isClass = /^[A-Z]/.test(key);
  const allowed = ['length', 'name', ...(isClass ? ['prototype', 'isConfigSupported'] : [])];
  return Reflect.ownKeys(candidate).every((own) => typeof own === 'string' && allowed.includes(own));
}

/** What of a property can be compared between windows. */
function shapeOf(holder: object | undefined, key: string, part: Watched['part']): string | undefined {
  const descriptor = holder && Object.getOwnPropertyDescriptor(holder, key);
  const found: unknown = descriptor?.[part];
  if (!descriptor || typeof found !== 'function') return undefined;
  const { configurable, enumerable, writable, get, set } = descriptor;
  return [configurable, enumerable, writable, Boolean(get), Boolean(set), found.length, found.name].join();
}

function method(interfaceName: string, key: string, instance?: Watched['instance']): Watched {
  const name = `${interfaceName}.${key}` as WatchedFunction;
  return { name, holder: proto(interfaceName), key, part: 'value', ...(instance && { instance }) };
}
