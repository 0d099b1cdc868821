import { describe, expect, it } from 'vitest';
import { convertFaceMesh } from './convert-face-mesh.ts';

/** Where the first table is, the identifier, and what follows. */
function fileOf(root: number, identifier: string, ...rest: number[]): Uint8Array {
  return Uint8Array.from([root, 0, 0, 0, ...new TextEncoder().encode(identifier), ...rest]);
}

/** A table with no fields: the vtable is 4 bytes before it, and 4 bytes long. */
const EMPTY_MODEL = fileOf(12, 'TFL3', 4, 0, 4, 0, 4, 0, 0, 0);

describe('convertFaceMesh', () => {
  it.each([
    ['no bytes', new Uint8Array(), 'This is not a TFL3 file'],
    ['a file of another kind', fileOf(8, 'TFL2', 0, 0, 0, 0), 'This is not a TFL3 file'],
    [
      'a file that ends before its first table',
      fileOf(200, 'TFL3'),
      'truncated or garbled: it points to byte 204 of 8',
    ],
    ['a file that ends within its first table', EMPTY_MODEL.subarray(0, 14), 'truncated or garbled'],
    ['a vtable that lies outside', fileOf(8, 'TFL3', 255, 255, 255, 127), 'truncated or garbled'],
    ['a model without a graph', EMPTY_MODEL, 'asks for graph 0, of which there is none'],
  ])('refuses %s', (_what, file, message) => {
    expect(() => convertFaceMesh(file)).toThrow(message);
  });
});
