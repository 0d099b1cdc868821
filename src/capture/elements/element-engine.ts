import { createEkyc } from '../../client/create-ekyc.ts';
import type { Ekyc } from '../../client/ekyc.ts';

type Key = Parameters<Ekyc['setEncryptionKey']>;

interface EngineEvents {
  readonly onReady: () => void;
  readonly onFailed: (error: unknown) => void;
}

/** An engine, given or made, that runs or is about to. */
interface Source {
  readonly given: Ekyc | undefined;
  readonly assetsBaseUrl: string | undefined;
  readonly engine: Promise<Ekyc>;
  /** Ends one that was made. */
  readonly release: () => void;
}

/** The engine that a component works with: the page's, or one of the component's own. */
export class ElementEngine {
  readonly #events: EngineEvents;
  #source: Source | undefined;
  /** Whether the engine did not start. It stays so until {@link retry}, or until another is to be used. */
  #failed = false;
  #key: Key | undefined;
  #arrival = arrival();

  constructor(events: EngineEvents) {
    this.#events = events;
  }

  /** Takes the page's engine; without one, makes one where it is said where its assets are. */
  use(given: Ekyc | undefined, assetsBaseUrl: string | undefined): void {
    const source = this.#source;
    if (source && source.given === given && (given || source.assetsBaseUrl === assetsBaseUrl)) return;
    this.release();
    if (given) this.#take({ given, assetsBaseUrl: undefined, engine: this.#withKey(given), release: () => {} });
    else if (assetsBaseUrl !== undefined) this.#take(this.#make(assetsBaseUrl));
  }

  /** As {@link use}, and begins anew where the engine did not start. */
  retry(given: Ekyc | undefined, assetsBaseUrl: string | undefined): void {
    if (this.#failed) this.release();
    this.use(given, assetsBaseUrl);
  }

  /** Lets go of the page's engine, and closes one that was made. */
  release(): void {
    const source = this.#source;
    this.#source = undefined;
    this.#failed = false;
    source?.release();
  }

  /** The engine, as soon as there is one. */
  async ready(): Promise<Ekyc> {
    const { engine } = this.#source ?? (await this.#arrival.source);
    return engine;
  }

  /** Remembered for engines to come: none may seal to another key unnoticed. */
  async setEncryptionKey(...key: Key): Promise<void> {
    this.#key = key;
    const engine = await this.ready();
    await engine.setEncryptionKey(...key);
  }

  #make(assetsBaseUrl: string): Source {
    const abort = new AbortController();
    const engine = createEkyc({ signal: abort.signal, ...(assetsBaseUrl && { assetsBaseUrl }) }).then(async (made) => {
      try {
        return await this.#withKey(made);
      } catch (error) {
        await made.close();
        throw error;
      }
    });
    const release = () => {
      abort.abort();
      // One that did not start has nothing to be closed.
      engine.then(
        (made) => made.close(),
        () => undefined,
      );
    };
    return { given: undefined, assetsBaseUrl, engine, release };
  }

  #take(source: Source): void {
    this.#source = source;
    this.#arrival.resolve(source);
    this.#arrival = arrival();
    source.engine.then(
      () => {
        if (this.#source === source) this.#events.onReady();
      },
      (error: unknown) => {
        if (this.#source !== source) return;
        // Kept: whoever asks for the engine is told why there is none, and drawing the component anew starts no other.
        this.#failed = true;
        this.#events.onFailed(error);
      },
    );
  }

  async #withKey(engine: Ekyc): Promise<Ekyc> {
    if (this.#key) await engine.setEncryptionKey(...this.#key);
    return engine;
  }
}

/** A source that is still to come. */
function arrival(): { readonly source: Promise<Source>; readonly resolve: (source: Source) => void } {
  let resolve: (source: Source) => void = () => {};
  const source = new Promise<Source>((done) => {
    resolve = done;
  });
  return { source, resolve };
}
