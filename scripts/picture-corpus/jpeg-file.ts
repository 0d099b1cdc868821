/** The file with a segment right after its first marker, where EXIF stands. */
export function withSegment(jpeg: Buffer, marker: number, body: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** The file with another size in its frame header. */
export function claimingJpeg(jpeg: Buffer, width: number, height: number): Buffer {
  const file = Buffer.from(jpeg);
  const frame = segments(jpeg).find(({ marker }) => marker >= 0xc0 && marker <= 0xc2)!;
  file.writeUInt16BE(height, frame.start + 5);
  file.writeUInt16BE(width, frame.start + 7);
  return file;
}

/** An EXIF segment that says how the photo is turned (1 to 8). */
export function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return withSegment(jpeg, 0xe1, Buffer.concat([Buffer.from('Exif\0\0'), Buffer.from(tiff)]));
}

/** Where the entropy-coded data of the first scan start. */
export function scanStart(jpeg: Buffer): number {
  return segments(jpeg).at(-1)!.end;
}

/** A progressive file whose last scan comes again and again: a small file that is long work. */
export function repeatingItsLastScan(jpeg: Buffer, times: number): Buffer {
  const end = jpeg.length - 2;
  const scan = jpeg.subarray(jpeg.lastIndexOf(Buffer.from([0xff, 0xda])), end);
  return Buffer.concat([jpeg.subarray(0, end), ...new Array<Buffer>(times).fill(scan), jpeg.subarray(end)]);
}

interface Segment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

/** The segments up to the first scan header, which is the last of them. */
function segments(jpeg: Buffer): Segment[] {
  const found: Segment[] = [];
  let at = 2;
  while (found.at(-1)?.marker !== 0xda) {
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    found.push({ marker: jpeg[at + 1]!, start: at, end });
    at = end;
  }
  return found;
}
