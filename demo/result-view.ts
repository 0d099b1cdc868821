import type { HeatMap } from 'idem-ekyc';
import { html } from './dom.ts';
import type { EntryGroup, EntryView, Verdict } from './entries.ts';
import { probability } from './format.ts';
import { type IconName, icon } from './icons.ts';
import { text } from './locales/index.ts';

const VERDICT_ICONS: Readonly<Record<Verdict, IconName>> = {
  pass: 'check',
  fail: 'cross',
  neutral: 'search',
  rejected: 'warning',
  unanswered: 'dash',
};

/** The answer, one row an entry. */
export class ResultView {
  readonly element: HTMLElement;
  readonly #heading = html('h2', { id: 'result-heading', tabindex: '-1' }, text.page.resultHeading);
  readonly #stale = html('p', { class: 'stale-note', hidden: true }, text.result.stale);
  readonly #groups = html('div', { class: 'groups' }, html('p', { class: 'empty' }, text.result.empty));
  readonly #onHeatMap: (map: HeatMap | undefined) => void;
  /** Of the map that is shown. */
  #pressed: HTMLButtonElement | undefined;

  /** @param onHeatMap called with the map of doubts that is asked for, and with none when it is not any more. */
  constructor(onHeatMap: (map: HeatMap | undefined) => void) {
    this.#onHeatMap = onHeatMap;
    this.element = html(
      'section',
      { class: 'results panel', 'aria-labelledby': 'result-heading', 'data-testid': 'results' },
      this.#heading,
      this.#stale,
      this.#groups,
    );
  }

  show(groups: readonly EntryGroup[]): void {
    this.#pressed = undefined;
    this.#groups.replaceChildren(...groups.map((group) => renderGroup(group, (map) => this.#heatMapButton(map))));
    this.#setStale(false);
  }

  /** Says that what is shown belongs to pictures or settings of before. */
  markStale(): void {
    this.#pressed?.click();
    // The photo that a map is about may be gone.
    for (const button of this.#groups.querySelectorAll('button')) button.disabled = true;
    if (this.#groups.querySelector('.entry')) this.#setStale(true);
  }

  /** Brings the answer into sight where the window is too small to show it beside the pictures. */
  reveal(): void {
    const { top } = this.#heading.getBoundingClientRect();
    if (top < 0 || top > window.innerHeight / 2) this.#heading.scrollIntoView({ block: 'start' });
  }

  #heatMapButton(map: HeatMap): HTMLButtonElement {
    const button = html('button', { type: 'button', class: 'quiet', 'aria-pressed': 'false' }, text.result.heatMap);
    button.addEventListener('click', () => {
      const show = this.#pressed !== button;
      this.#pressed?.setAttribute('aria-pressed', 'false');
      this.#pressed = show ? button : undefined;
      button.setAttribute('aria-pressed', String(show));
      this.#onHeatMap(show ? map : undefined);
    });
    return button;
  }

  #setStale(stale: boolean): void {
    this.#stale.hidden = !stale;
    this.#groups.classList.toggle('stale', stale);
  }
}

function renderGroup(group: EntryGroup, heatMapButton: (map: HeatMap) => HTMLElement): HTMLElement {
  const list = html('ul', {}, ...group.entries.map((entry) => renderEntry(entry, heatMapButton)));
  return html('section', { class: 'group' }, html('h3', {}, group.title, html('code', {}, group.operation)), list);
}

function renderEntry(entry: EntryView, heatMapButton: (map: HeatMap) => HTMLElement): HTMLElement {
  return html(
    'li',
    { class: `entry ${entry.verdict}`, 'data-testid': `entry-${entry.id}`, 'data-verdict': entry.verdict },
    html(
      'div',
      { class: 'entry-head' },
      html('h4', {}, entry.title),
      html('span', { class: 'verdict' }, icon(VERDICT_ICONS[entry.verdict]), entry.verdictText),
    ),
    entry.probability === undefined
      ? undefined
      : renderMeter(entry.probability, entry.threshold, text.result.probability),
    entry.reason === undefined ? undefined : html('p', { class: 'reason' }, entry.reason),
    renderRecords(entry),
    entry.warnings.length === 0
      ? undefined
      : html(
          'ul',
          { class: 'warnings', 'aria-label': text.result.warnings },
          ...entry.warnings.map((warning) => html('li', {}, icon('warning'), warning)),
        ),
    html('dl', { class: 'facts' }, ...entry.facts.map(([label, value]) => renderFact(label, value))),
    entry.heatMap && heatMapButton(entry.heatMap),
  );
}

function renderFact(label: string, value: string): HTMLElement {
  return html('div', {}, html('dt', {}, label), html('dd', {}, value));
}

function renderRecords(entry: EntryView): HTMLElement | undefined {
  if (entry.records.length === 0) return undefined;
  const items = entry.records.map((record) =>
    html(
      'li',
      {},
      html('code', {}, record.id),
      renderMeter(record.probability, entry.threshold, text.result.search.record),
    ),
  );
  return html('ol', { class: 'records' }, ...items);
}

function renderMeter(value: number, threshold: number, label: string): HTMLElement {
  const shown = probability(value);
  const bar = html(
    'div',
    {
      class: 'bar',
      role: 'meter',
      'aria-label': label,
      'aria-valuemin': 0,
      'aria-valuemax': 1,
      'aria-valuenow': value,
      'aria-valuetext': text.result.meter(shown, String(threshold)),
    },
    html('div', { class: 'fill' }),
    html('div', { class: 'mark' }),
  );
  const scale = html(
    'div',
    { class: 'scale', 'aria-hidden': 'true' },
    html('span', {}, text.result.threshold(String(threshold))),
  );
  const meter = html(
    'div',
    { class: `meter ${value >= threshold ? 'over' : 'under'}` },
    html('span', { class: 'value', 'aria-hidden': 'true' }, shown),
    html('div', { class: 'track' }, bar, scale),
  );
  meter.style.setProperty('--value', String(Math.min(1, Math.max(0, value))));
  meter.style.setProperty('--threshold', String(threshold));
  return meter;
}
