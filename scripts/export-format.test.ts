import { createDecipheriv, createHash, scryptSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { exportCollection } from '../src/collections/export-collection.ts';
import type { LoadedSegment } from '../src/collections/load-collection.ts';
import type { CollectionInfo } from '../src/collections/manifest.ts';

const DIMENSION = 512;
const MODEL = { modelId: 'test-model-1', dimension: DIMENSION };

/** A store that holds one collection, in segments of these sizes. */
function storeOf(sizes: readonly number[]) {
  const segments = sizes.map((size, number): LoadedSegment => {
    const ids = Array.from({ length: size }, () => crypto.randomUUID());
    const codes = Int8Array.from({ length: size * DIMENSION }, (_, i) => (i * 31 + number) % 256);
    return { collectionId: 'id', number, revision: 1, ids, codes };
  });
  const count = sizes.reduce((sum, size) => sum + size, 0);
  const info: CollectionInfo = { name: 'a', id: 'id', model: MODEL, count, revision: 1, createdAt: 1_700_000_000_000 };
  async function* load() {
    yield* segments;
    return info;
  }
  return { store: { load }, segments };
}

/** Reads a file as docs/EXPORT.md says, with nothing of Idem's own. */
function read(file: Buffer, passphrase: string) {
  expect(file.toString('latin1', 0, 8)).toBe('IDEMCOLL');
  const [version, logN, r, p] = file.subarray(8, 12) as unknown as [number, number, number, number];
  expect(version).toBe(1);
  const header = file.subarray(0, 68);
  expect(header.subarray(52)).toEqual(createHash('sha256').update(header.subarray(0, 52)).digest().subarray(0, 16));
  const stretched = scryptSync(passphrase.normalize('NFKC'), header.subarray(12, 28), 48, {
    ...{ N: 2 ** logN, r, p },
    maxmem: 2 ** 28,
  });
  expect(header.subarray(28, 44)).toEqual(stretched.subarray(32));
  const content: Buffer[] = [];
  for (let at = 68, number = 0; at < file.length; at += 524_304, number++) {
    const end = Math.min(at + 524_304, file.length);
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(number, 7);
    nonce[11] = end === file.length ? 1 : 0;
    const decipher = createDecipheriv('aes-256-gcm', stretched.subarray(0, 32), nonce);
    decipher.setAAD(header).setAuthTag(file.subarray(end - 16, end));
    content.push(decipher.update(file.subarray(at, end - 16)), decipher.final());
  }
  const all = Buffer.concat(content);
  expect(header.readBigUInt64BE(44)).toBe(BigInt(all.length));
  const start = 4 + all.readUInt32BE(0);
  return { description: JSON.parse(all.toString('utf8', 4, start)), records: all.subarray(start) };
}

// 2048 records make more than one segment of the file, and a record that two of them share.
it.each([[[3]], [[1024, 1024, 7]]])('a file of %j records is as docs/EXPORT.md says', async (sizes) => {
  const { store, segments } = storeOf(sizes);
  const blob = await exportCollection(store, 'a', 'Zürich ½ Straße');
  const { description, records } = read(Buffer.from(await blob.arrayBuffer()), 'Zürich ½ Straße');
  const count = segments.reduce((sum, { ids }) => sum + ids.length, 0);
  expect(description).toEqual({ name: 'a', model: MODEL, count, createdAt: 1_700_000_000_000 });
  const expected = segments.flatMap(({ ids, codes }) =>
    ids.map((id, i) =>
      Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), Buffer.from(codes.buffer, i * DIMENSION, DIMENSION)]),
    ),
  );
  expect(records.equals(Buffer.concat(expected))).toBe(true);
});
