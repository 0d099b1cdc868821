import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { browserArgs, findBrowser } from '../../scripts/find-browser.ts';
import { inRepository } from '../../scripts/repository.ts';
import { serve } from '../../scripts/static-server.ts';
import { picturePath } from '../browser-host.ts';

export interface PersonEmbedding {
  readonly person: string;
  readonly vector: Float32Array;
}

interface EmbedPage {
  openEmbedder(assetsBaseUrl: string): Promise<(url: string) => Promise<number[] | undefined>>;
}

const BATCH = 16;

/**
 * Embeds the central face of every picture of a folder `person/picture.jpg`, by the product's own readings and networks
 * in the browser.
 */
export async function embedFolder(
  folder: string,
  people: ReadonlySet<string>,
  onProgress: (done: number, total: number) => void,
): Promise<PersonEmbedding[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const pictures = files
    .filter((entry) => entry.isFile() && isPicture(entry.name))
    .map((entry) => ({ person: entry.parentPath.split('/').at(-1)!, file: entry.name }))
    .filter(({ person }) => people.has(person));
  const paths = pictures.map(({ person, file }) => `${person}/${file}`);
  const vectors = await embedPictures(folder, paths, onProgress);
  return pictures.flatMap(({ person }, i) => {
    const vector = vectors[i];
    return vector ? [{ person, vector }] : [];
  });
}

/** Whether a file's name is one of a picture. */
export function isPicture(file: string): boolean {
  return /\.(jpe?g|png)$/i.test(file);
}

/**
 * Embeds pictures as {@link embedFolder} does.
 *
 * @param paths relative to the folder.
 * @returns one vector a picture; none where no face was found that may be compared.
 */
export async function embedPictures(
  folder: string,
  paths: readonly string[],
  onProgress: (done: number, total: number) => void,
): Promise<(Float32Array | undefined)[]> {
  const bundle = await mkdtemp(join(tmpdir(), 'idem-calibration-'));
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'production'] },
    build: {
      target: 'es2022',
      outDir: bundle,
      lib: { entry: inRepository('eval/calibration/embed-page.ts'), formats: ['es'], fileName: 'embed-page' },
    },
  });
  const server = await serve({
    mounts: {
      '/': inRepository('eval/host-page'),
      '/sdk/': inRepository('dist'),
      '/page/': bundle,
      '/pictures/': folder,
    },
    isolated: true,
  });
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArgs] });
  const embeddings: (Float32Array | undefined)[] = [];
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/`);
    const embedder = await page.evaluateHandle<Awaited<ReturnType<EmbedPage['openEmbedder']>>>(
      `import('/page/embed-page.js').then((page) => page.openEmbedder('/sdk/assets/'))`,
    );
    for (let at = 0; at < paths.length; at += BATCH) {
      const urls = paths.slice(at, at + BATCH).map((path) => picturePath('/pictures/', path));
      const vectors = await embedder.evaluate(async (embed, list) => {
        const all = [];
        for (const url of list) all.push(await embed(url));
        return all;
      }, urls);
      embeddings.push(...vectors.map((vector) => vector && new Float32Array(vector)));
      onProgress(embeddings.length, paths.length);
    }
  } finally {
    await browser.close();
    await server.close();
    await rm(bundle, { recursive: true, force: true });
  }
  return embeddings;
}
