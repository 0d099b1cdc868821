import { describe, expect, it } from 'vitest';
import type { CheckModelInput } from '../contract/index.ts';
import type { Progress } from '../engine/api.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { faultyAssets, sample, withEkyc } from '../testing/fixtures.ts';
import { createEkyc } from './create-ekyc.ts';

const faceCheck = {
  operations: ['FACE_CHECK'],
  face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK' }] },
} as const;

const baseline = {
  operations: ['FACE_CHECK'],
  face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK', pipeline: 'pad-m-1' }] },
} as const;

const webcamCheck = {
  operations: ['FACE_CHECK'],
  face_check_parameters: { domain: 'DESKTOP', pipelines: [{ type: 'PRESENTATION_ATTACK' }] },
} as const;

const copyCheck = {
  operations: ['DOC_CHECK'],
  document_check_parameters: { pipelines: [{ type: 'PRINTED_COPY_ATTACK' }] },
} as const;

describe('model files that are not what they should be', () => {
  it.each([
    ['missing-models', 'ASSET_MISSING', /HTTP 404.*assetsBaseUrl/],
    ['html-models', 'ASSET_CORRUPT', /HTML page.*assetsBaseUrl/],
    ['altered-models', 'ASSET_CORRUPT', /another SHA-256/],
    ['truncated-models', 'ASSET_CORRUPT', /only \d+ of the \d+ bytes/],
    ['padded-models', 'ASSET_CORRUPT', /more of the \d+ bytes/],
    ['broken-off-models', 'ASSET_MISSING', /could not be fetched/],
    ['missing-runtime', 'ASSET_MISSING', /ort-wasm.*wasm answered HTTP 404/],
    ['html-runtime-script', 'ASSET_CORRUPT', /ort-wasm.*js is an HTML page/],
  ])('%s: preload() rejects, and a check answers ERROR entries with the reason', async (fault, code, message) => {
    await withEkyc({ assetsBaseUrl: faultyAssets(fault).url }, async (ekyc) => {
      const error = await ekycErrorOf(ekyc.preload({ checkModel: faceCheck }));
      expect(error).toMatchObject({ code, status: 500, message: expect.stringMatching(message) });
      const face = await sample('selfie-marc.jpg');
      const { face_result } = await ekyc.check({ checkModel: faceCheck, face, encrypted: false });
      expect(face_result?.results).toMatchObject([{ status_code: 'ERROR', error: expect.stringMatching(message) }]);
      const { models } = await ekyc.diagnostics();
      expect(models.find(({ id }) => id === 'face-detect-rfb320')).toMatchObject({
        state: 'failed',
        error: expect.stringMatching(message),
      });
    });
  });

  it('one missing model spoils only the checks that need it', async () => {
    await withEkyc({ assetsBaseUrl: faultyAssets('missing-pad-model').url }, async (ekyc) => {
      const { face_result, face_validation_result } = await ekyc.check({
        checkModel: { ...faceCheck, operations: ['FACE_CHECK', 'FACE_MATCH_VALIDATION'] },
        face: await sample('selfie-marc.jpg'),
        doc: await sample('id-marc.jpg'),
        encrypted: false,
      });
      expect(face_result?.results).toMatchObject([
        { status_code: 'ERROR', error: expect.stringContaining('face-pad') },
      ]);
      expect(face_validation_result?.status_code).toBe('OK');
    });
  });
});

describe('worker scripts that are not there', () => {
  it.each(['missing-worker', 'html-worker'])('%s: createEkyc() rejects and says what to serve', async (fault) => {
    const { url } = faultyAssets(fault);
    const error = await ekycErrorOf(createEkyc({ assetsBaseUrl: url }));
    expect(error).toMatchObject({ code: 'WORKER_FAILED_TO_START', status: 503 });
    expect(error.message).toContain(new URL(`${url}worker.js`, location.href).href);
    expect(error.message).toContain('assetsBaseUrl');
  });

  it('assets on another origin are refused with the reason', async () => {
    const error = await ekycErrorOf(createEkyc({ assetsBaseUrl: 'https://assets.invalid/idem/' }));
    expect(error).toMatchObject({ code: 'WORKER_FAILED_TO_START', message: expect.stringContaining('own origin') });
  });
});

describe('downloads', () => {
  it('report bytes that grow to the whole, over all files', async () => {
    const seen: Progress[] = [];
    const onProgress = (progress: Progress) => seen.push(progress);
    await withEkyc({ assetsBaseUrl: faultyAssets('none').url, onProgress }, async (ekyc) => {
      await ekyc.preload();
      const { models } = await ekyc.diagnostics();
      const last = seen.at(-1)!;
      expect(last.loadedBytes).toBe(last.totalBytes);
      expect(last.totalBytes).toBeGreaterThan(models.reduce((sum, { bytes }) => sum + bytes, 0));
      const ofOne = seen.filter(({ asset }) => asset === 'face-embed-mobilefacenet').map((one) => one.assetLoadedBytes);
      expect(ofOne.length).toBeGreaterThan(3);
      expect(ofOne).toEqual(ofOne.toSorted((p, q) => p - q));
      expect(ofOne.at(-1)).toBe(models.find(({ id }) => id === 'face-embed-mobilefacenet')?.bytes);
    });
  });

  it('happen once, though asked for twice at the same time and by two engines', async () => {
    const { url, requests } = faultyAssets('slow-models');
    const face = await sample('selfie-marc.jpg');
    await withEkyc({ assetsBaseUrl: url }, (first) =>
      withEkyc({ assetsBaseUrl: url }, (second) =>
        Promise.all(
          [first, first, second].map((ekyc) => ekyc.check({ checkModel: faceCheck, face, encrypted: false })),
        ),
      ),
    );
    const fetched = Object.entries(await requests()).filter(([path]) => /\.(onnx|wasm)$/.test(path));
    expect(fetched.length).toBeGreaterThan(3);
    for (const [path, count] of fetched) expect(count, path).toBe(1);
  });

  it('are kept for the next visit, which fetches no model again', async () => {
    const { url, requests } = faultyAssets('none');
    await withEkyc({ assetsBaseUrl: url }, (ekyc) => ekyc.preload({ checkModel: faceCheck }));
    const before = await requests();
    await withEkyc({ assetsBaseUrl: url }, async (ekyc) => {
      await ekyc.preload({ checkModel: faceCheck });
      const { models, storage } = await ekyc.diagnostics();
      expect(storage).toBe('cache');
      const ready = models.filter(({ state }) => state === 'ready');
      expect(ready.map(({ source }) => source)).toEqual(['cache', 'cache', 'cache', 'cache']);
    });
    const after = await requests();
    for (const path of Object.keys(before).filter((one) => /\.(onnx|wasm)$/.test(one))) {
      expect(after[path], path).toBe(before[path]);
    }
  });

  it('leave a pipeline that is no default to the first check that asks for it', async () => {
    await withEkyc({}, async (ekyc) => {
      const notLoaded = async () => {
        const { models } = await ekyc.diagnostics();
        return models.filter(({ state }) => state === 'not loaded').map(({ id }) => id);
      };
      await ekyc.preload();
      expect(await notLoaded()).toEqual(['face-pad-desktop', 'face-pad-minifasnet']);
      const { face_result } = await ekyc.check({
        checkModel: baseline,
        face: await sample('selfie-marc.jpg'),
        encrypted: false,
      });
      expect(face_result?.results).toMatchObject([{ pipeline: 'pad-m-1', status_code: 'OK' }]);
      expect(await notLoaded()).toEqual(['face-pad-desktop']);
    });
  });

  const faces = ['face-detect-rfb320', 'face-mesh-468', 'face-condition'];
  const documents = ['document-corners', 'document-orientation', 'document-borders', 'document-colour'];
  it.each<[string, CheckModelInput, string[]]>([
    ['a selfie', faceCheck, [...faces, 'face-pad']],
    ['a selfie of a webcam', webcamCheck, [...faces, 'face-pad-desktop']],
    ['a selfie, by a pipeline that is no default', baseline, [...faces, 'face-pad-minifasnet']],
    [
      'a document and whose it is',
      { ...copyCheck, operations: ['DOC_CHECK', 'FACE_MATCH_VALIDATION'] },
      [...faces, ...documents, 'printed-copy', 'face-embed-mobilefacenet'],
    ],
  ])(
    'are those of a check of %s, for preload() that is told of it; the check fetches nothing then',
    async (_, checkModel, needed) => {
      const { url, requests } = faultyAssets('none');
      const [face, doc] = await Promise.all([sample('selfie-marc.jpg'), sample('id-marc.jpg')]);
      await withEkyc({ assetsBaseUrl: url }, async (ekyc) => {
        await ekyc.preload({ checkModel });
        const { models } = await ekyc.diagnostics();
        const ready = models.filter(({ state }) => state !== 'not loaded').map(({ id }) => id);
        expect(ready.toSorted()).toEqual(needed.toSorted());
        const before = await requests();
        const { face_result, doc_result } = await ekyc.check({ checkModel, face, doc, encrypted: false });
        for (const entry of [...(face_result?.results ?? []), ...(doc_result?.results ?? [])])
          expect(entry.status_code).toBe('OK');
        expect(await requests()).toEqual(before);
      });
    },
  );

  it('need a checkModel that is one', async () => {
    await withEkyc({}, async (ekyc) => {
      const operations = ['FACE_CHEQUE'] as unknown as ['FACE_CHECK'];
      expect(await ekycErrorOf(ekyc.preload({ checkModel: { operations } }))).toMatchObject({
        code: 'INVALID_CHECK_MODEL',
        message: expect.stringContaining('checkModel.operations'),
      });
    });
  });

  it('replace a kept file that was damaged', async () => {
    const { url, requests } = faultyAssets('none');
    const path = 'models/face-mesh-468.onnx';
    const address = new URL(`${url}${path}`, location.href).href;
    const face = await sample('selfie-marc.jpg');
    await withEkyc({ assetsBaseUrl: url }, (ekyc) => ekyc.readFace(face, { encrypted: false }));
    const cache = await caches.open('idem-ekyc-assets');
    await cache.put(address, new Response('damaged'));
    await withEkyc({ assetsBaseUrl: url }, (ekyc) => ekyc.readFace(face, { encrypted: false }));
    expect((await requests())[path]).toBe(2);
    expect((await (await cache.match(address))!.arrayBuffer()).byteLength).toBe(1_236_042);
  });
});
