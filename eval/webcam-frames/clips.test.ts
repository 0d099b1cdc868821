import { expect, it } from 'vitest';
import { clipsOf } from './clips.ts';

it('takes pictures whose names differ in their last number alone for the frames of a clip, in its order', () => {
  const paths = ['b/7_00_10.jpg', 'b/7_00_9.jpg', 'b/Thumbs.db', 'b/7_01_1.jpg', 'a/frame-002.png', 'a/frame-001.png'];
  expect(clipsOf(paths)).toEqual([
    { name: 'a/frame', frames: ['a/frame-001.png', 'a/frame-002.png'] },
    { name: 'b/7_00', frames: ['b/7_00_9.jpg', 'b/7_00_10.jpg'] },
    { name: 'b/7_01', frames: ['b/7_01_1.jpg'] },
  ]);
});
