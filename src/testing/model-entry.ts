import type { ToolEntry } from '../models/manifest.ts';

/** A manifest entry for networks that a test makes up. */
export function modelEntry(change: Partial<ToolEntry> = {}): ToolEntry {
  return {
    id: 'made-up',
    task: 'face-detection',
    file: 'made-up.onnx',
    sha256: '0'.repeat(64),
    bytes: 1,
    input: { name: 'input', width: 4, height: 4, channels: 'BGR', mean: 0, scale: 1 },
    crop: 'none',
    outputs: {},
    licence: 'MIT',
    provenance: 'a test',
    trainingData: 'none',
    source: { package: 'none', integrity: 'none', path: 'none' },
    ...change,
  };
}
