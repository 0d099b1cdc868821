import type { CheckDetails, Diagnostics } from 'idem-ekyc';
import { definition, html } from './dom.ts';
import { duration, fileSize } from './format.ts';
import { text } from './locales/index.ts';

const words = text.diagnostics;

/** How long things took, on what, with which models. */
export class DiagnosticsView {
  readonly element: HTMLElement;
  readonly #timings = html('div', { 'data-testid': 'timings' }, html('p', { class: 'empty' }, words.noTimings));
  readonly #backend = html('div', { 'data-testid': 'backend' }, html('p', { class: 'empty' }, words.unavailable));
  readonly #models = html('div', { 'data-testid': 'models' }, html('p', { class: 'empty' }, words.unavailable));

  readonly #erase: HTMLElement;

  constructor(onErase: () => void) {
    const erase = html('button', { type: 'button', class: 'quiet', 'data-testid': 'erase' }, words.erase);
    erase.addEventListener('click', onErase);
    this.#erase = html('p', { class: 'erase' }, erase, html('small', {}, words.eraseNote));
    this.element = html(
      'details',
      { class: 'panel', 'data-testid': 'diagnostics' },
      html('summary', {}, words.heading),
      html(
        'div',
        { class: 'diagnostics' },
        html('section', {}, html('h3', {}, words.timings), this.#timings),
        html('section', {}, html('h3', {}, words.backendHeading), this.#backend),
        html('section', { class: 'wide' }, html('h3', {}, words.modelsHeading), this.#models),
      ),
    );
  }

  /** `onPageMs` is what the page waited, the way to the worker and back included. */
  showTimings(timings: CheckDetails['timings'], onPageMs: number): void {
    const stages = Object.entries(timings).filter(([stage]) => stage !== 'total');
    const longest = Math.max(onPageMs, ...Object.values(timings));
    const rows = stages.map(([stage, ms]) => timingRow(stage, ms, longest));
    const { total } = timings;
    if (total !== undefined) rows.push(timingRow(words.total, total, longest));
    rows.push(timingRow(words.onPage, onPageMs, longest));
    this.#timings.replaceChildren(html('dl', { class: 'timings' }, ...rows), html('small', {}, words.timingsNote));
  }

  showDiagnostics(diagnostics: Diagnostics | undefined): void {
    if (!diagnostics) {
      for (const part of [this.#backend, this.#models]) {
        part.replaceChildren(html('p', { class: 'empty' }, words.unavailable));
      }
      return;
    }
    this.#backend.replaceChildren(
      html(
        'dl',
        { class: 'backend' },
        definition(words.backend, text.engine.backend[diagnostics.backend], reason(diagnostics.backendReason)),
        definition(words.threads, String(diagnostics.threads), reason(diagnostics.threadsReason)),
        definition(words.isolated, diagnostics.crossOriginIsolated ? words.yes : words.no),
        definition(words.storage, diagnostics.storage, reason(diagnostics.storageReason)),
        definition(words.keyStorage, diagnostics.keyStorage, reason(diagnostics.keyStorageReason)),
        definition(words.version, diagnostics.version),
      ),
      this.#erase,
    );
    this.#models.replaceChildren(modelTable(diagnostics.models));
  }
}

function timingRow(stage: string, ms: number, longest: number): HTMLElement {
  const bar = html('span', { class: 'timing-bar' });
  bar.style.setProperty('--share', String(longest > 0 ? ms / longest : 0));
  return html('div', {}, html('dt', {}, stage), html('dd', {}, html('span', {}, duration(ms)), bar));
}

function reason(sentence: string): HTMLElement | undefined {
  return sentence ? html('small', {}, sentence) : undefined;
}

function modelTable(models: Diagnostics['models']): HTMLElement {
  const titles = words.model;
  const columns = Object.values(titles).map((title) => html('th', { scope: 'col' }, title));
  const rows = models.map((model) =>
    html(
      'tr',
      {},
      html('th', { scope: 'row' }, model.id),
      html('td', {}, words.states[model.state], model.error ? html('small', {}, model.error) : undefined),
      html('td', {}, text.engine.backend[model.backend], reason(model.backendReason)),
      html('td', {}, fileSize(model.bytes)),
      html('td', {}, time(model.loadMs), model.source ? html('small', {}, words.sources[model.source]) : undefined),
      html('td', {}, time(model.sessionMs)),
      html('td', {}, String(model.runs)),
      html('td', {}, time(model.lastRunMs)),
      html('td', {}, time(model.meanRunMs)),
      html('td', { class: 'hash' }, html('code', {}, model.sha256)),
    ),
  );
  // Focusable, so that the keyboard can scroll it.
  return html(
    'div',
    { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': words.modelsLabel },
    html('table', {}, html('thead', {}, html('tr', {}, ...columns)), html('tbody', {}, ...rows)),
  );
}

function time(ms: number | undefined): string {
  return ms === undefined ? '–' : duration(ms);
}
