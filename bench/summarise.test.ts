import { expect, it } from 'vitest';
import type { ModelDiagnostics } from '../src/index.ts';
import type { Visit } from './measure-visits.ts';
import { runsBetween } from './measure-warm.ts';
import { summariseVisits, summariseWarm } from './summarise.ts';

function model(id: string, rest: Partial<ModelDiagnostics>): ModelDiagnostics {
  const backend = { backend: 'wasm', backendReason: '' } as const;
  return { id, sha256: '', bytes: 0, state: 'ready', runs: 0, ...backend, ...rest };
}

const checks = [100, 130, 110].map((ms) => ({ ms, stages: { total: ms - 5, 'decode face': 7 } }));

it('holds the whole call against the bare runs of its networks, each as often as a check runs it', () => {
  const networks = [
    { id: 'detector', runsPerCheck: 2, inCheck: [21, 22, 20], bare: [20, 20, 20, 20, 95, 95], native: [10, 10, 10] },
    { id: 'matcher', runsPerCheck: 1, inCheck: [61], bare: [60, 60, 60], native: [20] },
  ];
  const { callMs, stages, networks: rows, sums, ratios } = summariseWarm({ checks, networks });
  expect(callMs.median).toBe(110);
  expect(stages.total?.median).toBe(105);
  expect(stages['decode face']).toEqual({ median: 7, p95: 7 });
  expect(rows[0]).toEqual({ id: 'detector', runsPerCheck: 2, inCheckMs: 21, bareMs: 20, nativeMs: 10 });
  expect(sums).toEqual({ inCheckMs: 103, bareMs: 100, nativeMs: 40 });
  // The rounds are 100 / 100, 130 / 100 and 110 / 250.
  expect(ratios).toEqual({ callToBare: 1.1, callToBareInRound: 1, callToNative: 2.75, bareToNative: 2.5 });
});

it('says nothing about the native build where there is none', () => {
  const networks = [{ id: 'detector', runsPerCheck: 2, inCheck: [21], bare: [20, 20, 20, 20, 20, 20], native: [] }];
  const summary = summariseWarm({ checks, networks });
  expect(Object.keys(summary.sums)).toEqual(['inCheckMs', 'bareMs']);
  expect(Object.keys(summary.ratios)).toEqual(['callToBare', 'callToBareInRound']);
  expect(summary.networks[0]).not.toHaveProperty('nativeMs');
});

it('takes the median of the visits, and tells models from the rest of what was fetched', () => {
  const visit = (preloadMs: number, sent: Visit['sent']): Visit => ({
    createMs: 1,
    preloadMs,
    checkMs: 2,
    models: [model('unused', { state: 'not loaded' }), model('detector', { loadMs: preloadMs / 2, sessionMs: 3 })],
    sent,
  });
  const files = { '/sdk/assets/models/a.onnx': 1000, '/sdk/index.js': 10 };
  const pairs = [30, 10, 20].map((ms) => ({ first: visit(ms, files), second: visit(ms, { '/sdk/index.js': 10 }) }));
  const { first, second } = summariseVisits(pairs);
  expect(first).toMatchObject({ preloadMs: 20, bytes: 1010, modelBytes: 1000, files });
  expect(first.models).toEqual([{ id: 'detector', loadMs: 10, sessionMs: 3 }]);
  expect(second).toMatchObject({ bytes: 10, modelBytes: 0 });
});

it('reads the runs of one check off the means before and after it', () => {
  const before = [model('detector', { runs: 3, meanRunMs: 10 })];
  const after = [model('detector', { runs: 5, meanRunMs: 14 })];
  expect(runsBetween(before, after, 'detector')).toEqual({ runs: 2, ms: 40 });
  expect(runsBetween([], [model('matcher', {})], 'matcher')).toEqual({ runs: 0, ms: 0 });
});
