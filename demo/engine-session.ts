import { createEkyc, type Ekyc, type Progress } from 'idem-ekyc';
import type { FaceLimitsPreset } from './options-view.ts';

export type EngineState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly startedInMs: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: unknown };

interface EngineEvents {
  readonly onState: (state: EngineState) => void;
  readonly onProgress: (progress: Progress) => void;
}

interface Run {
  readonly abort: AbortController;
  readonly engine: Promise<Ekyc>;
}

/** Holds the one engine of the page: starts it, preloads its models, and puts another in its place. */
export class EngineSession {
  readonly #assetsBaseUrl: string;
  readonly #events: EngineEvents;
  #faceLimits: FaceLimitsPreset = 'default';
  #run: Run | undefined;
  #isReady = false;

  constructor(assetsBaseUrl: string, events: EngineEvents) {
    this.#assetsBaseUrl = assetsBaseUrl;
    this.#events = events;
  }

  /** Starts an engine with these limits and closes the one before. Limits belong to an engine for its lifetime. */
  start(faceLimits: FaceLimitsPreset = this.#faceLimits): void {
    this.#faceLimits = faceLimits;
    this.#begin();
  }

  /** Ends a start that is under way. */
  cancel(): void {
    this.#discard();
    this.#events.onState({ kind: 'cancelled' });
  }

  /** The engine with its models in place. Starts one where none runs. */
  async ready(): Promise<Ekyc> {
    const { engine } = this.#run ?? this.#begin();
    return engine;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  #begin(): Run {
    this.#discard();
    const abort = new AbortController();
    const began = performance.now();
    const run: Run = { abort, engine: this.#open(abort.signal) };
    this.#run = run;
    this.#events.onState({ kind: 'starting' });
    run.engine.then(
      () => {
        if (this.#run !== run) return;
        this.#isReady = true;
        this.#events.onState({ kind: 'ready', startedInMs: performance.now() - began });
      },
      (error: unknown) => {
        if (this.#run !== run) return;
        this.#run = undefined;
        this.#events.onState({ kind: 'failed', error });
      },
    );
    return run;
  }

  async #open(signal: AbortSignal): Promise<Ekyc> {
    const engine = await createEkyc({
      assetsBaseUrl: this.#assetsBaseUrl,
      backend: 'auto',
      faceLimits: this.#faceLimits,
      onProgress: (progress) => {
        if (!signal.aborted) this.#events.onProgress(progress);
      },
      signal,
    });
    try {
      await engine.preload({ signal });
      return engine;
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  #discard(): void {
    const run = this.#run;
    this.#run = undefined;
    this.#isReady = false;
    if (!run) return;
    run.abort.abort();
    // A start that was aborted closes what it had opened by itself.
    run.engine.then(
      (engine) => engine.close(),
      () => undefined,
    );
  }
}
