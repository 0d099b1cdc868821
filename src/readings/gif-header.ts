/** Signature, logical screen, flags, background, aspect ratio. */
const SCREEN_END = 13;
const EXTENSION = 0x21;
const FRAME = 0x2c;

/** Whether the file starts as both versions of GIF do. */
export function isGif(bytes: Uint8Array): boolean {
  return /^GIF8[79]a$/.test(String.fromCharCode(...bytes.subarray(0, 6)));
}

/**
 * Size that a GIF claims: that of the logical screen, or what its first frame needs where that is more. Decoders grow
 * the screen to the frame, and there are files whose screen is 0 x 0.
 *
 * Source: GIF89a specification, 15 (blocks), 18 (logical screen), 20 (frame).
 *
 * @returns undefined when the file ends before the logical screen does.
 */
export function gifSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  if (!isGif(bytes) || bytes.length < SCREEN_END) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const screen = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  const frame = firstFrame(bytes);
  if (frame === undefined) return screen;
  const [left, top, width, height] = [0, 2, 4, 6].map((offset) => view.getUint16(frame + offset, true));
  return { width: Math.max(screen.width, left! + width!), height: Math.max(screen.height, top! + height!) };
}

/** Where the first frame's place and size stand; the extensions before it are passed over. */
function firstFrame(bytes: Uint8Array): number | undefined {
  const flags = bytes[10]!;
  let at = SCREEN_END + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  while (bytes[at] === EXTENSION) {
    at += 2;
    // Blocks of data, each behind its length, and one of length 0.
    for (let length = bytes[at]; length; length = bytes[at]) at += 1 + length;
    at++;
  }
  return bytes[at] === FRAME && at + 9 <= bytes.length ? at + 1 : undefined;
}
