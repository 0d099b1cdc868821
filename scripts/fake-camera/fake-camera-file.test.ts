import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeCameraFile } from './fake-camera-file.ts';
import { filmSize, SCENE_NAMES, SCENES } from './scenes.ts';
import { decodeY4m } from './y4m-file.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idem-fake-camera-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(SCENE_NAMES)('%s', (name) => {
  const scene = SCENES[name];

  it('is a film of its size, rate and length, of less than 30 MB', async () => {
    const path = await fakeCameraFile(name);
    expect((await stat(path)).size).toBeLessThan(30e6);
    const { frames, ...format } = decodeY4m(await readFile(path));
    expect(format).toEqual({ ...filmSize(scene), framesPerSecond: scene.filming.framesPerSecond });
    expect(frames).toHaveLength(scene.filming.frames);
    const distinct = new Set(frames.map((frame) => frame.toString('latin1')));
    expect(distinct.size).toBe(scene.filming.frozen ? 1 : frames.length);
  });
});

it('is made once, and what older scripts made of the scene goes', async () => {
  await writeFile(join(folder, 'looped-face.0123456789ab.y4m'), 'old');
  await writeFile(join(folder, 'good-face.0123456789ab.y4m'), "another scene's");
  const path = await fakeCameraFile('looped-face', folder);
  const { mtimeMs } = await stat(path);
  expect(await fakeCameraFile('looped-face', folder)).toBe(path);
  expect((await stat(path)).mtimeMs).toBe(mtimeMs);
  expect((await readdir(folder)).filter((file) => file.startsWith('looped'))).toHaveLength(1);
  expect(await readdir(folder)).toContain('good-face.0123456789ab.y4m');
});
