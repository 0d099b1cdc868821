import { describe, expect, it } from 'vitest';
import { turnedSquare } from './turned-square.ts';

const SQUARE = new Float32Array([1, 2, 3, 4, 5, 6, 7, 8, 9]);

describe('turnedSquare', () => {
  it('turns clockwise', () => {
    expect([...turnedSquare(SQUARE, 1)]).toEqual([7, 4, 1, 8, 5, 2, 9, 6, 3]);
  });

  it('makes as many quarter turns as it is told, and leaves what it turns as it was', () => {
    const once = turnedSquare(SQUARE, 1);
    expect(turnedSquare(SQUARE, 0)).toEqual(SQUARE);
    expect(turnedSquare(SQUARE, 2)).toEqual(turnedSquare(once, 1));
    expect(turnedSquare(SQUARE, 3)).toEqual(turnedSquare(turnedSquare(once, 1), 1));
    expect(SQUARE[0]).toBe(1);
  });
});
