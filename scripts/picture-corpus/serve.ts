import type { Plugin } from 'vite';
import { DOCUMENT_CORPUS } from './documents.ts';
import { PICTURE_CORPUS } from './index.ts';
import { mutation } from './mutations.ts';

/**
 * Serves the corpus to tests, each file made when it is asked for: `/corpus/index.json` lists names and expectations,
 * `/corpus/<name>` is a file; `/documents/` likewise; `/mutations/<number>` is a damaged one.
 */
export function pictureCorpus(): Plugin {
  const answers = {
    '/corpus': filesOf(PICTURE_CORPUS),
    '/documents': filesOf(DOCUMENT_CORPUS),
    '/mutations': mutation,
  };
  return {
    name: 'idem:picture-corpus',
    configureServer(server) {
      for (const [path, answer] of Object.entries(answers)) {
        server.middlewares.use(path, (request, response, next) => {
          const name = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname.slice(1));
          answer(name).then((bytes) => response.end(Buffer.from(bytes)), next);
        });
      }
    },
  };
}

interface Entry {
  readonly name: string;
  readonly expected: object;
  make(): Promise<Uint8Array> | Uint8Array;
}

/** The files of a corpus by name, and its list. */
function filesOf(corpus: readonly Entry[]): (name: string) => Promise<Uint8Array> {
  /** What was made already: several tests ask for the same. */
  const made = new Map<string, ReturnType<Entry['make']>>();
  return async (name) => {
    if (name === 'index.json')
      return Buffer.from(JSON.stringify(corpus.map(({ name, expected }) => ({ name, expected }))));
    const entry = corpus.find((one) => one.name === name);
    if (!entry) throw new Error(`The corpus has no ${name}`);
    const file = made.get(name) ?? entry.make();
    made.set(name, file);
    return file;
  };
}
