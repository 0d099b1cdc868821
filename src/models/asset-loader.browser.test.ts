import { afterEach, describe, expect, it, vi } from 'vitest';
import { ekycErrorOf } from '../testing/errors.ts';
import { faultyAssets } from '../testing/fixtures.ts';
import type { Asset } from './asset.ts';
import { AssetLoader } from './asset-loader.ts';
import { MODELS } from './manifest.ts';

afterEach(() => vi.restoreAllMocks());

const { id, file, sha256, bytes } = MODELS[0]!;
const asset: Asset = { name: id, path: `models/${file}`, sha256, bytes };

function loaderOf(fault: string, stallMs?: number) {
  return new AssetLoader(new URL(faultyAssets(fault).url, location.href).href, () => {}, stallMs);
}

describe('AssetLoader in a browser that refuses', () => {
  const refusal = new DOMException('Access is denied.', 'SecurityError');

  it('locks: loads without', async () => {
    vi.spyOn(navigator.locks, 'request').mockRejectedValue(refusal);
    expect(await loaderOf('none').load(asset)).toMatchObject({ source: 'network' });
  });

  it('storage: loads every time, and says so', async () => {
    vi.spyOn(caches, 'open').mockRejectedValue(refusal);
    const loader = loaderOf('none');
    expect(await loader.load(asset)).toMatchObject({ source: 'network' });
    expect(await loader.load(asset)).toMatchObject({ source: 'network' });
    expect(loader.storage).toEqual({ storage: 'none', reason: expect.stringContaining('Access is denied') });
  });

  it('more storage: uses the file, and still reads what was kept before', async () => {
    const loader = loaderOf('none');
    await loader.load(asset);
    const full = new DOMException('Quota exceeded.', 'QuotaExceededError');
    vi.spyOn(Cache.prototype, 'put').mockRejectedValue(full);
    expect(await loader.load({ ...asset, ...MODELS[1], path: `models/${MODELS[1]!.file}` })).toMatchObject({
      source: 'network',
    });
    expect(loader.storage).toMatchObject({ storage: 'none', reason: expect.stringContaining('Quota') });
    expect(await loader.load(asset)).toMatchObject({ source: 'cache' });
  });
});

describe('AssetLoader with a bad connection', () => {
  it('gives up a download that brings no byte for a while', async () => {
    const error = await ekycErrorOf(loaderOf('stalled-models', 300).load(asset));
    expect(error).toMatchObject({ code: 'ASSET_MISSING', message: expect.stringContaining('no byte for 0.3 s') });
  });

  it('waits for one that is slow but alive', async () => {
    expect(await loaderOf('slow-models', 1000).load(asset)).toMatchObject({ source: 'network' });
  });
});
