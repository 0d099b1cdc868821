/**
 * Size that a JPEG's frame header (SOF) claims, before orientation.
 *
 * Walks from marker to marker, so the time is bounded by the segments there are, and stops at the first byte that
 * cannot be a marker. The pixels are not looked at.
 *
 * Source: ITU-T T.81, B.1.1 (markers, fill bytes, segments) and B.2.2 (frame header).
 *
 * @returns undefined when there is no frame header to be found.
 */
export function jpegSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  if (!isJpeg(bytes)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (bytes[at] === 0xff) {
    // Any number of FF may fill up before a marker's second byte.
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at];
    if (marker === undefined || endsSearch(marker)) return undefined;
    at++;
    if (isStandalone(marker)) continue;
    if (at + 2 > bytes.length) return undefined;
    const length = view.getUint16(at);
    if (length < 2 || at + length > bytes.length) return undefined;
    // Length, sample precision, height, width, number of components.
    if (isFrameHeader(marker)) {
      return length < 8 ? undefined : { width: view.getUint16(at + 5), height: view.getUint16(at + 3) };
    }
    at += length;
  }
  return undefined;
}

/** Whether the file starts with SOI, as every JPEG does. */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8;
}

/** FF00 is no marker; a second SOI, an EOI or a SOS before any frame header leaves nothing to decode. */
function endsSearch(marker: number): boolean {
  return marker === 0x00 || (marker >= 0xd8 && marker <= 0xda);
}

/** TEM and RST0 to RST7 have no length. */
function isStandalone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** SOF0 to SOF15; DHT, JPG and DAC lie among their codes. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
