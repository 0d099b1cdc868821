import { expect, it } from 'vitest';
import { readLabel } from './camera-label.ts';

it.each([
  ['Back Camera', 'environment'],
  ['Front Camera', 'user'],
  ['camera2 0, facing back', 'environment'],
  ['camera 1, facing front', 'user'],
  ['Rückkamera', 'environment'],
  ['Frontkamera', 'user'],
  ['Cámara trasera', 'environment'],
  ['Cámara frontal', 'user'],
  ['Appareil photo arrière', 'environment'],
  ['Appareil photo avant', 'user'],
  ['Camera sau', 'environment'],
  ['Camera trước', 'user'],
  ['الكاميرا الخلفية', 'environment'],
  ['الكاميرا الأمامية', 'user'],
  ['后置相机', 'environment'],
  ['前置相机', 'user'],
  ['Задняя камера', 'environment'],
  ['Передняя камера', 'user'],
  ['Logitech BRIO (046d:085e)', undefined],
  ['Backlight Webcam', undefined],
  ['', undefined],
] as const)('%s looks at %s', (label, facing) => expect(readLabel(label).facing).toBe(facing));

it.each([
  ['Back Triple Camera', 'multiple'],
  ['Back Dual Wide Camera', 'multiple'],
  ['Back Ultra Wide Camera', 'ultra-wide'],
  ['Ultra-Weitwinkelkamera', 'ultra-wide'],
  ['Back Telephoto Camera', 'telephoto'],
  ['Back Dual Camera', undefined],
  ['Creative Live! Ultra', undefined],
] as const)('%s has the lens %s', (label, lens) => expect(readLabel(label).lens).toBe(lens));

it.each([
  ['Integrated IR Camera', true],
  ['HP IR Camera', true],
  ['Infrared Camera', true],
  ['Intel RealSense Depth', true],
  ['Intel RealSense Depth Camera RGB', false],
  ['Front TrueDepth Camera', false],
  ['AIR Webcam', false],
] as const)('%s is colourless: %s', (label, colourless) => expect(readLabel(label).colourless).toBe(colourless));

it.each([
  ['OBS Virtual Camera', true],
  ['Snap Camera', true],
  ['XSplit VCam', true],
  ['fake_device_0', true],
  ['Virtuelle Kamera', true],
  ['NVIDIA Broadcast', true],
  ['Cam Link 4K', false],
  ['Integrated Camera', false],
  ['Obsidian Webcam', false],
] as const)('%s is virtual: %s', (label, virtual) => expect(readLabel(label).virtual).toBe(virtual));

it("reads Android's numbers, and takes no others for such", () => {
  expect(readLabel('camera2 12, facing back').number).toBe(12);
  expect(readLabel('camera 0, facing back').number).toBe(0);
  expect(readLabel('Back Camera').number).toBeUndefined();
  expect(readLabel('USB Camera 2000 HD').number).toBeUndefined();
});
