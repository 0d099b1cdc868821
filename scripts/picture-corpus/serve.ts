import type { Plugin } from 'vite';
import type { CorpusItem } from '../../src/testing/corpus.ts';
import type { CorpusEntry } from './corpus-entry.ts';
import { PICTURE_CORPUS } from './index.ts';
import { mutation } from './mutations.ts';

/**
 * Serves the corpus to tests, each file made when it is asked for: `/corpus/index.json` lists names and expectations,
 * `/corpus/<name>` is a file, `/mutations/<number>` a damaged one.
 */
export function pictureCorpus(): Plugin {
  return {
    name: 'idem:picture-corpus',
    configureServer(server) {
      for (const [path, answer] of Object.entries({ '/corpus': corpusFile, '/mutations': mutation })) {
        server.middlewares.use(path, (request, response, next) => {
          const name = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname.slice(1));
          answer(name).then((bytes) => response.end(Buffer.from(bytes)), next);
        });
      }
    },
  };
}

/** What was made already: several tests ask for the same. */
const made = new Map<string, ReturnType<CorpusEntry['make']>>();

async function corpusFile(name: string): Promise<Uint8Array> {
  if (name === 'index.json') {
    const items: CorpusItem[] = PICTURE_CORPUS.map((entry) => ({ name: entry.name, expected: entry.expected }));
    return Buffer.from(JSON.stringify(items));
  }
  const entry = PICTURE_CORPUS.find((one) => one.name === name);
  if (!entry) throw new Error(`The corpus has no ${name}`);
  const file = made.get(name) ?? entry.make();
  made.set(name, file);
  return file;
}
