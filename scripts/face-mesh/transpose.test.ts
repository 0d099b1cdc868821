import { describe, expect, it } from 'vitest';
import { transpose16 } from './transpose.ts';

describe('transpose16', () => {
  it('moves the last axis to the front', () => {
    const data = new Uint8Array(Uint16Array.of(11, 12, 13, 21, 22, 23).buffer);
    const turned = transpose16({ shape: [2, 1, 3], data }, [2, 0, 1]);
    expect(turned.shape).toEqual([3, 2, 1]);
    expect([...new Uint16Array(turned.data.buffer)]).toEqual([11, 21, 12, 22, 13, 23]);
  });

  it('refuses data that is cut short', () => {
    expect(() => transpose16({ shape: [2, 2], data: new Uint8Array(6) }, [1, 0])).toThrow('needs 8 bytes, not 6');
  });
});
