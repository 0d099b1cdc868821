import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export interface PngChunk {
  readonly type: string;
  readonly data: Uint8Array;
}

/** Source: PNG specification, third edition, 11.2.1. */
export const COLOUR_TYPE = { grey: 0, rgb: 2, palette: 3, greyAlpha: 4, rgba: 6 } as const;

/** The IHDR chunk. */
export function imageHeader(width: number, height: number, bitDepth: number, colourType: number): PngChunk {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([bitDepth, colourType], 8);
  return { type: 'IHDR', data };
}

/** The pixels, unfiltered: `height` rows of packed samples. */
export function imageData(samples: Uint8Array, height: number): PngChunk {
  const stride = samples.length / height;
  const rows = Buffer.alloc(samples.length + height);
  for (let y = 0; y < height; y++) rows.set(samples.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  return { type: 'IDAT', data: deflateSync(rows) };
}

/** A file of these chunks, closed by IEND; checksums are right whatever the chunks say. */
export function pngFile(chunks: readonly PngChunk[]): Buffer {
  const all = [...chunks, { type: 'IEND', data: Buffer.alloc(0) }];
  return Buffer.concat([SIGNATURE, ...all.map(written)]);
}

/** The chunks of a file without its IEND. */
export function pngChunks(file: Buffer): PngChunk[] {
  const chunks: PngChunk[] = [];
  for (let at = SIGNATURE.length; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    if (type !== 'IEND') chunks.push({ type, data: file.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

/** The file with another size in its header. */
export function claimingPng(file: Buffer, width: number, height: number): Buffer {
  const [header, ...rest] = pngChunks(file);
  const data = Buffer.from(header!.data);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  return pngFile([{ type: 'IHDR', data }, ...rest]);
}

/** The file with a right checksum behind every chunk that can be found, so that damage gets as far as the decoder. */
export function withRightChecksums(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  for (let at = SIGNATURE.length; at + 12 <= copy.length; ) {
    const end = at + 8 + copy.readUInt32BE(at);
    if (end + 4 > copy.length) break;
    copy.writeUInt32BE(crc32(copy.subarray(at + 4, end)), end);
    at = end + 4;
  }
  return copy;
}

/** Whether the file starts as a PNG does. */
export function isPng(file: Buffer): boolean {
  return file.subarray(0, SIGNATURE.length).equals(SIGNATURE);
}

function written({ type, data }: PngChunk): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length, 0);
  head.write(type, 4, 'latin1');
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(data, crc32(head.subarray(4))), 0);
  return Buffer.concat([head, data, tail]);
}
