import { afterEach, expect, it, vi } from 'vitest';
import { RaceMemory } from './race-memory.ts';

const BASE_URL = `${location.origin}/idem/`;
const times = new Map([['digest', { wasm: 12, webgpu: 3.5 }]]);

afterEach(async () => {
  vi.unstubAllGlobals();
  await caches.delete('idem-ekyc-races');
});

it('recalls what was kept for the same device, and nothing for another', async () => {
  await new RaceMemory(BASE_URL, 'a card, 4 threads').keep(times);
  expect(await new RaceMemory(BASE_URL, 'a card, 4 threads').recall()).toEqual(times);
  expect(await new RaceMemory(BASE_URL, 'a card, 2 threads').recall()).toEqual(new Map());
});

it.each([
  ['no JSON', 'wasm'],
  ['of another form', '{"digest":{"wasm":"fast"}}'],
])('takes what is %s for unknown, and writes it anew', async (_, text) => {
  const memory = new RaceMemory(BASE_URL, 'a card');
  await memory.keep(times);
  const cache = await caches.open('idem-ekyc-races');
  const [kept] = await cache.keys();
  await cache.put(kept!, new Response(text));
  expect(await memory.recall()).toEqual(new Map());
  await memory.keep(times);
  expect(await memory.recall()).toEqual(times);
});

it('does without storage where the browser refuses it', async () => {
  vi.stubGlobal('caches', { open: () => Promise.reject(new DOMException('no', 'SecurityError')) });
  const memory = new RaceMemory(BASE_URL, 'a card');
  await memory.keep(times);
  expect(await memory.recall()).toEqual(new Map());
});
