import { expect, it } from 'vitest';
import { editorOf } from './editing-software.ts';

it.each(['Adobe Photoshop 25.1 (Windows)', 'GIMP 2.10.34', 'Snapseed 2.0', 'paint.net 5.0', 'Pixelmator Pro 3.5'])(
  '%s changes pictures',
  (name) => {
    expect(editorOf(['Ver.1.0', name])).toBe(name);
  },
);

it.each([
  'HDR+ 1.0.540104767zd',
  '17.4.1',
  'G991BXXU3AUE1',
  'Adobe Photoshop Lightroom Classic 13.0',
  'Adobe Photoshop Camera Raw 16.0',
  'Windows Photo Editor 10.0',
])('%s is a camera, or what develops and turns its pictures', (name) => {
  expect(editorOf([name])).toBeUndefined();
});

it('a picture that was no file names none', () => {
  expect(editorOf(undefined)).toBeUndefined();
});
