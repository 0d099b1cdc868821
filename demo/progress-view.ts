import { type Diagnostics, EkycError, type Progress } from 'idem-ekyc';
import { html } from './dom.ts';
import type { EngineState } from './engine-session.ts';
import { duration, megabytes } from './format.ts';
import { text } from './locales/index.ts';

const MILESTONES = [25, 50, 75];

interface ProgressEvents {
  readonly onCancel: () => void;
  readonly onRetry: () => void;
  /** A step of the download that is worth saying aloud. */
  readonly onMilestone: (message: string) => void;
}

/** The strip that says how the engine is doing: download, readiness, fault. */
export class ProgressView {
  readonly element: HTMLElement;
  readonly #events: ProgressEvents;
  readonly #title = html('strong', { 'data-testid': 'engine-state' });
  readonly #detail = html('span', { class: 'engine-detail' });
  readonly #bar = html('progress', { max: 1, 'aria-label': text.engine.progressLabel, 'data-testid': 'progress' });
  readonly #cancel: HTMLButtonElement;
  readonly #retry: HTMLButtonElement;
  #milestonesSaid = 0;

  constructor(events: ProgressEvents) {
    this.#events = events;
    this.#cancel = html(
      'button',
      { type: 'button', class: 'quiet', 'data-testid': 'cancel-download' },
      text.engine.cancel,
    );
    this.#retry = html('button', { type: 'button', 'data-testid': 'retry' }, text.engine.retry);
    this.#cancel.addEventListener('click', events.onCancel);
    this.#retry.addEventListener('click', events.onRetry);
    this.element = html(
      'section',
      { class: 'engine', 'aria-label': text.engine.label, 'data-testid': 'engine' },
      html('div', { class: 'engine-words' }, this.#title, this.#detail),
      this.#bar,
      this.#cancel,
      this.#retry,
    );
  }

  showState(state: EngineState): void {
    const hadFocus = this.element.contains(document.activeElement);
    this.element.dataset.state = state.kind;
    this.#bar.hidden = state.kind !== 'starting';
    this.#cancel.hidden = state.kind !== 'starting';
    this.#retry.hidden = state.kind !== 'failed' && state.kind !== 'cancelled';
    this.#detail.textContent = '';
    switch (state.kind) {
      case 'starting':
        this.#milestonesSaid = 0;
        this.#bar.removeAttribute('value');
        this.#title.textContent = text.engine.starting;
        break;
      case 'ready':
        this.#title.textContent = text.engine.readyIn(duration(state.startedInMs));
        break;
      case 'cancelled':
        this.#title.textContent = text.engine.cancelled;
        break;
      case 'failed':
        this.#title.textContent = text.engine.failed;
        if (state.error instanceof EkycError) this.#detail.textContent = text.errors[state.error.code];
        break;
    }
    // The button that was pressed is gone: the one that took its place keeps the focus.
    if (hadFocus) (this.#cancel.hidden ? this.#retry : this.#cancel).focus();
  }

  showProgress(progress: Progress): void {
    if (this.#bar.hidden) return;
    const { asset, loadedBytes, totalBytes } = progress;
    if (totalBytes <= 0 || loadedBytes >= totalBytes) {
      this.#bar.removeAttribute('value');
      this.#title.textContent = text.engine.preparing;
      this.#detail.textContent = text.engine.bytes(megabytes(loadedBytes), megabytes(totalBytes));
      return;
    }
    this.#bar.value = loadedBytes / totalBytes;
    this.#title.textContent = text.engine.downloading;
    this.#detail.replaceChildren(
      text.engine.bytes(megabytes(loadedBytes), megabytes(totalBytes)),
      html('span', { class: 'asset' }, asset),
    );
    this.#sayMilestone((loadedBytes / totalBytes) * 100);
  }

  /** What runs the networks, once it is known. */
  showBackend(diagnostics: Diagnostics): void {
    if (this.element.dataset.state !== 'ready') return;
    const backend = text.engine.backend[diagnostics.backend];
    this.#detail.textContent = `${backend}, ${text.engine.threads(diagnostics.threads)}`;
  }

  #sayMilestone(percent: number): void {
    const reached = MILESTONES.filter((milestone) => percent >= milestone).length;
    if (reached <= this.#milestonesSaid) return;
    this.#milestonesSaid = reached;
    this.#events.onMilestone(text.engine.milestone(MILESTONES[reached - 1] ?? 0));
  }
}
