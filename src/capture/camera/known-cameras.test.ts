import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classifyLabel, KNOWN_CAMERAS } from './known-cameras.ts';

describe('cameras of everyday devices are ordinary', () => {
  it.each([
    'Integrated Camera (04f2:b6d9)',
    'FaceTime HD Camera (Built-in)',
    'FaceTime HD Camera',
    'HD Pro Webcam C920 (046d:082d)',
    'Logitech BRIO',
    'USB Video Device (1bcf:2b8a)',
    'camera2 1, facing front',
    'camera 0, facing back',
    'Front Camera',
    'Back Dual Wide Camera',
    'Anna’s iPhone Camera',
    'Caméra avant',
    'Surface Camera Front (045e:0990)',
    'HP TrueVision HD Camera',
    'Microsoft® LifeCam HD-3000',
    'Obsbot Tiny 2',
    'Obsidian Webcam',
    'AIR Webcam',
    'Vcamera Pro',
  ])('%s', (label) => {
    expect(classifyLabel(label)).toEqual({ kind: 'ordinary' });
  });
});

describe('known others are told', () => {
  it.each([
    ['OBS Virtual Camera', 'virtual', 'OBS'],
    ['OBS-Camera', 'virtual', 'OBS'],
    ['ManyCam Virtual Webcam', 'virtual', 'ManyCam'],
    ['Snap Camera', 'virtual', 'Snap Camera'],
    ['XSplit VCam', 'virtual', 'XSplit'],
    ['mmhmm Camera', 'virtual', 'mmhmm'],
    ['Dummy video device (0x0000) (platform:v4l2loopback-000)', 'virtual', 'v4l2loopback'],
    ['NVIDIA Broadcast', 'virtual', 'NVIDIA Broadcast'],
    ['Some Virtual Cam 3', 'virtual', 'another virtual camera'],
    ['Virtuelle Kamera', 'virtual', 'another virtual camera'],
    ['ChromaCam', 'virtual', 'ChromaCam'],
    ['DroidCam Source 3', 'relay', 'DroidCam'],
    ['Iriun Webcam', 'relay', 'Iriun'],
    ['Cam Link 4K (0fd9:0066)', 'capture-card', 'Elgato'],
    ['USB3.0 HDMI Capture', 'capture-card', 'another HDMI capture'],
    ['fake_device_0', 'fake', 'Chromium fake device'],
    ['/tmp/film.y4m', 'fake', 'Chromium file camera'],
    ['Default Video Device', 'fake', 'Firefox fake device'],
    ['Mock video device 1', 'fake', 'WebKit mock camera'],
  ])('%s', (label, kind, product) => {
    expect(classifyLabel(label)).toEqual({ kind, product });
  });

  it('and one without a name is that', () => {
    expect(classifyLabel(' ')).toEqual({ kind: 'unnamed' });
  });
});

it('docs/EVIDENCE.md names every product', () => {
  const doc = readFileSync('docs/EVIDENCE.md', 'utf8').toLowerCase();
  for (const { product } of KNOWN_CAMERAS) {
    const [first] = product.toLowerCase().split(' ');
    if (first !== 'another') expect(doc, product).toContain(first);
    expect(product.length).toBeLessThanOrEqual(40);
  }
});
