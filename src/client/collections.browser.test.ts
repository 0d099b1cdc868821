import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkResultSchema } from '../contract/index.ts';
import { ekycErrorOf } from '../testing/errors.ts';
import { sample, withEkyc } from '../testing/fixtures.ts';
import { createEkyc } from './create-ekyc.ts';
import type { Ekyc } from './ekyc.ts';

const plain = { encrypted: false } as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let ekyc: Ekyc;
const people: Record<string, Blob> = {};
const templates: Record<string, string> = {};

beforeAll(async () => {
  ekyc = await createEkyc({ assetsBaseUrl: '/idem/' });
  for (const name of ['marc', 'camille', 'kendall', 'christian']) {
    people[name] = await sample(`selfie-${name}.jpg`);
    templates[name] = (await ekyc.generateTemplate(people[name], plain)).template;
  }
});
beforeEach(() => ekyc.eraseAll());
afterAll(async () => {
  await ekyc.eraseAll();
  await ekyc.close();
});

/** The entries of a search for a selfie. */
async function search(
  face: Blob,
  collections: string[],
  more: { limit?: number; max_faces?: number } = {},
  engine = ekyc,
) {
  const result = await engine.check({
    checkModel: { operations: ['FACE_MATCH_SEARCH'], face_search_parameters: { collections, ...more } },
    face,
    ...plain,
  });
  expect(checkResultSchema.parse(result)).toEqual(result);
  return result.face_search_result!.results;
}

/** The ids that one search found, best first. */
async function found(face: Blob, collection: string, engine = ekyc): Promise<string[]> {
  const [entry] = await search(face, [collection], {}, engine);
  if (entry?.status_code !== 'OK') throw new Error(JSON.stringify(entry));
  return entry.results.map(({ record_id }) => record_id);
}

describe('templates', () => {
  it('are the same for the same picture, and small', async () => {
    expect((await ekyc.generateTemplate(people.marc!, plain)).template).toBe(templates.marc);
    expect(templates.marc!.length).toBeLessThan(1000);
  });

  it('match the person and nobody else, on the scale of FACE_MATCH_VALIDATION', async () => {
    const card = await sample('id-marc.jpg');
    const { score } = await ekyc.matchOverTemplate(card, templates.marc!, plain);
    const { face_validation_result } = await ekyc.check({
      checkModel: { operations: ['FACE_MATCH_VALIDATION'] },
      face: people.marc!,
      doc: card,
      ...plain,
    });
    expect(face_validation_result).toMatchObject({ probability: expect.closeTo(score, 2), status_code: 'OK' });
    expect(score).toBeGreaterThan(0.9);
    expect((await ekyc.matchOverTemplate(card, templates.camille!, plain)).score).toBeLessThan(0.1);
  });

  it('are made of sealed pictures too', async () => {
    const payload = await ekyc.encryptPayload(people.marc!);
    expect((await ekyc.generateTemplate(payload, { encrypted: true })).template).toBe(templates.marc);
    expect((await ekyc.matchOverTemplate(payload, templates.marc!, { encrypted: true })).score).toBeGreaterThan(0.99);
  });

  it.each([
    ['no picture', () => 'nothing', plain, 'INVALID_REQUEST', /image: expected Blob/],
    ['no word of encryption', () => people.marc, undefined, 'INVALID_REQUEST', /encrypted: missing/],
    ['a plain picture said to be sealed', () => people.marc, { encrypted: true }, 'PAYLOAD_EXPECTED', /^image: /],
    ['a picture without a face', () => new ImageData(300, 300), plain, 'FACE_REJECTED', /FACE_NOT_FOUND/],
    ['a text', () => new Blob(['x']), plain, 'IMAGE_FORMAT_UNSUPPORTED', /^image: /],
  ] as [string, () => unknown, unknown, string, RegExp][])(
    'of %s are refused',
    async (_, image, options, code, message) => {
      const error = await ekycErrorOf(ekyc.generateTemplate(image() as Blob, options as typeof plain));
      expect(error).toMatchObject({ code, status: 400, message: expect.stringMatching(message) });
    },
  );

  const altered = (template: string) =>
    `${template.slice(0, 100)}${template[100] === 'A' ? 'B' : 'A'}${template.slice(101)}`;

  it.each([
    ['cut off', (template: string) => template.slice(0, 400), 'TEMPLATE_TRUNCATED'],
    ['altered', altered, 'TEMPLATE_ALTERED'],
    ['none', () => 'hello!', 'TEMPLATE_UNREADABLE'],
    ['empty', () => '', 'INVALID_REQUEST'],
    ['100 MB', () => 'A'.repeat(100e6), 'INVALID_REQUEST'],
    ['no text', () => 17 as unknown as string, 'INVALID_REQUEST'],
  ] as const)('that are %s are refused, and nothing is stored', async (_, change, code) => {
    await ekyc.createCollection('a');
    const bad = change(templates.marc!);
    expect((await ekycErrorOf(ekyc.matchOverTemplate(people.marc!, bad, plain))).code).toBe(code);
    const error = await ekycErrorOf(ekyc.addTemplate('a', [templates.camille!, bad]));
    expect(error).toMatchObject({ code, status: 400, message: expect.stringContaining('templates[1]') });
    expect(await ekyc.countRecords('a')).toBe(0);
  });
});

describe('collections', () => {
  it('are made, listed, counted and deleted', async () => {
    expect(await ekyc.listCollections()).toEqual([]);
    await ekyc.createCollection('b');
    await ekyc.createCollection('__proto__');
    await ekyc.addTemplate('b', [templates.marc!]);
    expect(await ekyc.listCollections()).toEqual([
      { name: '__proto__', count: 0, createdAt: expect.stringMatching(/Z$/) },
      { name: 'b', count: 1, createdAt: expect.stringMatching(/Z$/) },
    ]);
    await ekyc.deleteCollection('__proto__');
    expect(await ekycErrorOf(ekyc.deleteCollection('b'))).toMatchObject({ code: 'COLLECTION_NOT_EMPTY', status: 400 });
    expect(await ekyc.countRecords('b')).toBe(1);
    await ekyc.deleteCollection('b', { force: true });
    expect(await ekyc.listCollections()).toEqual([]);
  });

  it('answer ids as UUID v4 in the order of what was added, and list them by pages', async () => {
    await ekyc.createCollection('a');
    const { record_ids } = await ekyc.addTemplate('a', Object.values(templates));
    expect(record_ids).toHaveLength(4);
    for (const id of record_ids) expect(id).toMatch(UUID);
    expect((await found(people.kendall!, 'a'))[0]).toBe(record_ids[2]);
    const first = await ekyc.listRecords('a', { limit: 3 });
    const rest = await ekyc.listRecords('a', { limit: 3, after: first.next });
    expect(rest).not.toHaveProperty('next');
    expect([...first.record_ids, ...rest.record_ids].sort()).toEqual([...record_ids].sort());
  });

  const unknown = '00000000-0000-4000-8000-000000000000';

  it.each([
    ['an ill-formed name', () => ekyc.createCollection('a b'), 'INVALID_REQUEST'],
    ['no name', () => ekyc.createCollection(undefined as unknown as string), 'INVALID_REQUEST'],
    ['a name that is taken', () => ekyc.createCollection('here'), 'COLLECTION_EXISTS'],
    ['deleting what is not there', () => ekyc.deleteCollection('gone'), 'COLLECTION_UNKNOWN'],
    ['filling what is not there', () => ekyc.addTemplate('gone', [templates.marc!]), 'COLLECTION_UNKNOWN'],
    ['enrolling where nothing is', () => ekyc.addImage('gone', people.marc!, plain), 'COLLECTION_UNKNOWN'],
    ['counting what is not there', () => ekyc.countRecords('gone'), 'COLLECTION_UNKNOWN'],
    ['listing what is not there', () => ekyc.listRecords('gone'), 'COLLECTION_UNKNOWN'],
    ['an empty list', () => ekyc.addTemplate('here', []), 'INVALID_REQUEST'],
    ['an unknown record', () => ekyc.removeRecord('here', unknown), 'RECORD_UNKNOWN'],
    ['an id that is none', () => ekyc.removeRecord('here', 'x'), 'INVALID_REQUEST'],
    ['a page of nothing', () => ekyc.listRecords('here', { limit: 0 }), 'INVALID_REQUEST'],
    ['faces fewer than one', () => ekyc.addImage('here', people.marc!, { ...plain, maxFaces: 0 }), 'INVALID_REQUEST'],
    ['force that is no boolean', () => ekyc.deleteCollection('here', { force: 'yes' as never }), 'INVALID_REQUEST'],
  ] as const satisfies readonly (readonly [string, () => Promise<unknown>, string])[])(
    'refuse %s',
    async (_, call, code) => {
      await ekyc.createCollection('here');
      expect(await ekycErrorOf(call())).toMatchObject({ code, status: 400 });
      expect(await ekyc.listCollections()).toMatchObject([{ name: 'here', count: 0 }]);
    },
  );
});

describe('addImage()', () => {
  it('enrols a face, sealed or not, that is then found', async () => {
    await ekyc.createCollection('a');
    const one = await ekyc.addImage('a', people.marc!, plain);
    const two = await ekyc.addImage('a', await ekyc.encryptPayload(people.camille!), { encrypted: true });
    expect((await found(await sample('id-marc.jpg'), 'a'))[0]).toBe(one.record_ids[0]);
    expect((await found(await sample('id-camille.jpg'), 'a'))[0]).toBe(two.record_ids[0]);
  });

  it('enrols every face of a picture, or none where there are more than allowed', async () => {
    await ekyc.createCollection('a');
    const two = await sample('selfie-two-people.jpg');
    const error = await ekycErrorOf(ekyc.addImage('a', two, plain));
    expect(error).toMatchObject({ code: 'FACE_REJECTED', message: expect.stringContaining('Too many faces detected') });
    expect(await ekyc.countRecords('a')).toBe(0);
    const { record_ids } = await ekyc.addImage('a', two, { ...plain, maxFaces: 2 });
    expect(new Set(record_ids).size).toBe(2);
    expect(await ekyc.countRecords('a')).toBe(2);
  });
});

describe('FACE_MATCH_SEARCH', () => {
  it('answers the best records first, with the probability of a validation', async () => {
    await ekyc.createCollection('a');
    const { record_ids } = await ekyc.addTemplate('a', Object.values(templates));
    const [entry] = await search(await sample('id-marc.jpg'), ['a']);
    if (entry?.status_code !== 'OK') throw new Error(JSON.stringify(entry));
    const probabilities = entry.results.map(({ probability }) => probability);
    expect(entry).toMatchObject({ collection: 'a', image_source: 'FACE' });
    expect(entry.results).toHaveLength(4);
    expect(entry.results[0]!.record_id).toBe(record_ids[0]);
    expect(probabilities).toEqual([...probabilities].sort((p, q) => q - p));
    const { score } = await ekyc.matchOverTemplate(await sample('id-marc.jpg'), templates.marc!, plain);
    expect(probabilities[0]).toBe(score);
    expect(probabilities[0]).toBeGreaterThan(0.9);
    expect(probabilities[1]).toBeLessThan(0.9);
  });

  it('has one entry for each collection and picture, in order; unknown ones are errors of their own', async () => {
    await ekyc.createCollection('a');
    await ekyc.createCollection('empty');
    await ekyc.addTemplate('a', [templates.marc!]);
    const { face_search_result } = await ekyc.check({
      checkModel: {
        operations: ['FACE_MATCH_SEARCH'],
        face_search_parameters: { collections: ['a', 'gone', 'empty'] },
      },
      face: people.marc!,
      doc: await sample('id-camille.jpg'),
      ...plain,
    });
    const one = expect.objectContaining({ record_id: expect.stringMatching(UUID) });
    expect(face_search_result?.results).toEqual([
      { collection: 'a', image_source: 'FACE', results: [one], status_code: 'OK' },
      { collection: 'a', image_source: 'DOCUMENT', results: [one], status_code: 'OK' },
      { collection: 'gone', image_source: 'FACE', error: 'Collection does not exist', status_code: 'ERROR' },
      { collection: 'gone', image_source: 'DOCUMENT', error: 'Collection does not exist', status_code: 'ERROR' },
      { collection: 'empty', image_source: 'FACE', results: [], status_code: 'OK' },
      { collection: 'empty', image_source: 'DOCUMENT', results: [], status_code: 'OK' },
    ]);
  });

  it('takes a limit, and orders ties by record id', async () => {
    await ekyc.createCollection('a');
    const { record_ids } = await ekyc.addTemplate('a', Array(30).fill(templates.marc));
    const [best] = await search(people.marc!, ['a'], { limit: 7 });
    const expected = [...record_ids].sort().slice(0, 7);
    expect(best?.status_code === 'OK' && best.results.map(({ record_id }) => record_id)).toEqual(expected);
    const [all] = await search(people.marc!, ['a'], { limit: 1e9 });
    expect(all?.status_code === 'OK' && all.results).toHaveLength(30);
  });

  it.each([0, -1, 1.5])('refuses a limit of %d', async (limit) => {
    expect((await ekycErrorOf(search(people.marc!, ['a'], { limit }))).code).toBe('INVALID_CHECK_MODEL');
  });

  it('searches several faces, each record by its best, or says that there are too many', async () => {
    await ekyc.createCollection('a');
    const two = await sample('selfie-two-people.jpg');
    const { record_ids } = await ekyc.addImage('a', two, { ...plain, maxFaces: 2 });
    const { record_ids: others } = await ekyc.addTemplate('a', Object.values(templates));
    const [refused] = await search(two, ['a']);
    expect(refused).toMatchObject({ error: 'Too many faces detected', status_code: 'ERROR' });
    const [entry] = await search(two, ['a'], { max_faces: 2, limit: 10 });
    if (entry?.status_code !== 'OK') throw new Error(JSON.stringify(entry));
    const ids = entry.results.map(({ record_id }) => record_id);
    expect(new Set(ids)).toEqual(new Set([...record_ids, ...others]));
    for (const id of record_ids) {
      expect(entry.results.find(({ record_id }) => record_id === id)?.probability).toBeGreaterThan(0.99);
    }
  });

  it('of a picture without a face is an error of its entry', async () => {
    await ekyc.createCollection('a');
    const canvas = new OffscreenCanvas(300, 300);
    canvas.getContext('2d')!.fillRect(0, 0, 300, 300);
    const [entry] = await search(await canvas.convertToBlob(), ['a']);
    expect(entry).toMatchObject({ error: 'Failed to detect face', status_code: 'ERROR' });
  });

  it('sees at once what this and other engines write, remove and delete', async () => {
    await ekyc.createCollection('a');
    const [marc] = (await ekyc.addTemplate('a', [templates.marc!])).record_ids;
    expect(await found(people.marc!, 'a')).toEqual([marc]);
    await withEkyc({}, async (other) => {
      const [camille, kendall] = (await other.addTemplate('a', [templates.camille!, templates.kendall!])).record_ids;
      expect((await found(people.camille!, 'a'))[0]).toBe(camille);
      await other.removeRecord('a', camille!);
      expect(new Set(await found(people.camille!, 'a'))).toEqual(new Set([marc, kendall]));
      await ekyc.removeRecord('a', marc!);
      expect(await found(people.marc!, 'a', other)).toEqual([kendall]);
      await other.deleteCollection('a', { force: true });
      expect(await search(people.marc!, ['a'])).toMatchObject([{ error: 'Collection does not exist' }]);
      await other.createCollection('a');
      expect(await found(people.marc!, 'a')).toEqual([]);
    });
  });

  it('loses nothing of what two engines write at the same time', async () => {
    await ekyc.createCollection('a');
    await withEkyc({}, async (other) => {
      const engines = [ekyc, other, ekyc, other, ekyc, other];
      const added = await Promise.all(
        engines.map((engine) => engine.addTemplate('a', [templates.marc!, templates.camille!])),
      );
      const ids = added.flatMap(({ record_ids }) => record_ids);
      expect(await ekyc.countRecords('a')).toBe(12);
      expect((await other.listRecords('a')).record_ids).toEqual([...ids].sort());
      expect((await search(people.marc!, ['a'], { limit: 100 }))[0]).toMatchObject({ results: { length: 12 } });
    });
  });
});

describe('exportCollection() and importCollection()', () => {
  const PASSPHRASE = 'correct horse battery staple';

  it('carry a collection over, ids and all, and tell how far they are', async () => {
    await ekyc.createCollection('a');
    const { record_ids } = await ekyc.addTemplate('a', Object.values(templates));
    const steps: { readonly done: number; readonly total: number }[] = [];
    const onProgress = (step: (typeof steps)[number]) => steps.push(step);
    const file = await ekyc.exportCollection('a', PASSPHRASE, { onProgress });
    await ekyc.eraseAll();
    const summary = await ekyc.importCollection(file, PASSPHRASE, { onProgress });
    expect(summary).toMatchObject({ name: 'a', count: 4 });
    expect(steps.filter(({ done, total }) => done === 4 && total === 4).length).toBeGreaterThanOrEqual(2);
    expect((await ekyc.listRecords('a')).record_ids).toEqual([...record_ids].sort());
    expect((await found(people.kendall!, 'a'))[0]).toBe(record_ids[2]);
  });

  it.each([
    ['another passphrase', (file: Blob) => [file, 'incorrect horse'], 'PASSPHRASE_WRONG'],
    ['a file that is cut off', (file: Blob) => [file.slice(0, -1), PASSPHRASE], 'EXPORT_TRUNCATED'],
    ['no such file', () => [new Blob(['x'.repeat(500)]), PASSPHRASE], 'EXPORT_UNREADABLE'],
    ['no file', () => ['a.bin', PASSPHRASE], 'INVALID_REQUEST'],
    ['no passphrase', (file: Blob) => [file, undefined], 'INVALID_REQUEST'],
  ] as [string, (file: Blob) => [Blob, string], string][])('refuse %s, and change nothing', async (_, given, code) => {
    await ekyc.createCollection('a');
    await ekyc.addTemplate('a', [templates.marc!]);
    const file = await ekyc.exportCollection('a', PASSPHRASE);
    await ekyc.deleteCollection('a', { force: true });
    expect(await ekycErrorOf(ekyc.importCollection(...given(file)))).toMatchObject({ code, status: 400 });
    expect(await ekyc.listCollections()).toEqual([]);
  });

  it('refuse a name that is taken, a short passphrase, and an unknown collection', async () => {
    await ekyc.createCollection('a');
    const file = await ekyc.exportCollection('a', PASSPHRASE);
    expect((await ekycErrorOf(ekyc.importCollection(file, PASSPHRASE))).code).toBe('COLLECTION_EXISTS');
    expect((await ekycErrorOf(ekyc.exportCollection('a', 'short'))).code).toBe('INVALID_REQUEST');
    expect((await ekycErrorOf(ekyc.exportCollection('gone', PASSPHRASE))).code).toBe('COLLECTION_UNKNOWN');
  });

  it('can be aborted, and leave nothing behind', async () => {
    await ekyc.createCollection('a');
    await ekyc.addTemplate('a', Array(3000).fill(templates.marc));
    const file = await ekyc.exportCollection('a', PASSPHRASE);
    await ekyc.deleteCollection('a', { force: true });
    const controller = new AbortController();
    const enough = new Error('enough');
    const onProgress = () => controller.abort(enough);
    const call = ekyc.importCollection(file, PASSPHRASE, { signal: controller.signal, onProgress });
    await expect(call).rejects.toBe(enough);
    // Whatever the worker was about to do is done by now.
    await ekyc.createCollection('b');
    expect(await ekyc.listCollections()).toMatchObject([{ name: 'b' }]);
    await expect(ekyc.importCollection(file, PASSPHRASE)).resolves.toMatchObject({ name: 'a', count: 3000 });
  });
});

it('eraseAll() leaves no collection and no key', async () => {
  await ekyc.createCollection('a');
  await ekyc.addTemplate('a', [templates.marc!]);
  await found(people.marc!, 'a');
  await ekyc.eraseAll();
  expect(await ekyc.listCollections()).toEqual([]);
  expect(await search(people.marc!, ['a'])).toMatchObject([{ status_code: 'ERROR' }]);
});
