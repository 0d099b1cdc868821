import type { CheckRequest } from 'idem-ekyc';
import { html } from './dom.ts';
import { DEFAULT_COLLECTION } from './known-faces/collection-choice.ts';
import { text } from './locales/index.ts';

type CheckModel = CheckRequest['checkModel'];

export const OPERATIONS = ['FACE_CHECK', 'FACE_MATCH_VALIDATION', 'DOC_CHECK', 'FACE_MATCH_SEARCH'] as const;
export type Operation = (typeof OPERATIONS)[number];

export const CALIBRATIONS = ['SOFT', 'REGULAR', 'HARD'] as const;
export type Calibration = (typeof CALIBRATIONS)[number];

export const FACE_LIMITS = ['default', 'strict', 'enrolment'] as const;
export type FaceLimitsPreset = (typeof FACE_LIMITS)[number];

const CHOSEN_AT_START: readonly Operation[] = ['FACE_CHECK', 'FACE_MATCH_VALIDATION'];

/** The request for these choices, as short as the contract's defaults allow. */
export function buildCheckModel(
  operations: readonly Operation[],
  calibration: Calibration,
  sealed: boolean,
  searchedCollection: string,
): CheckModel {
  // A calibration belongs to a pipeline, so any but the default needs the pipelines spelt out.
  const custom = calibration !== 'REGULAR';
  return {
    operations: [...operations],
    ...(custom && operations.includes('FACE_CHECK')
      ? {
          face_check_parameters: {
            pipelines: [
              { type: 'PRESENTATION_ATTACK', calibration },
              { type: 'DEEPFAKE_ATTACK', calibration },
              ...(sealed ? [{ type: 'INJECTION_ATTACK' } as const] : []),
            ],
          },
        }
      : {}),
    ...(custom && operations.includes('DOC_CHECK')
      ? {
          document_check_parameters: {
            pipelines: [
              { type: 'SCREEN_REPLAY_ATTACK', calibration },
              { type: 'PRINTED_COPY_ATTACK', calibration },
              { type: 'PORTRAIT_SUBSTITUTION_ATTACK', calibration },
              { type: 'DIGITAL_MANIPULATION_ATTACK', calibration },
            ],
          },
        }
      : {}),
    ...(operations.includes('FACE_MATCH_SEARCH')
      ? { face_search_parameters: { collections: [searchedCollection] } }
      : {}),
  };
}

interface OptionsEvents {
  /** Operations or calibration changed. */
  readonly onChange: () => void;
  readonly onFaceLimits: (preset: FaceLimitsPreset) => void;
}

/** What to check, and how strictly. */
export class OptionsView {
  readonly element: HTMLElement;
  readonly #operations = new Map<Operation, HTMLInputElement>();
  readonly #calibration: HTMLSelectElement;
  readonly #faceLimits: HTMLSelectElement;
  readonly #searchNote = html('small', { 'data-testid': 'search-note' });
  #searchedCollection = DEFAULT_COLLECTION;
  readonly #sealed = html('input', { type: 'checkbox', id: 'sealed', 'data-testid': 'sealed' });

  constructor(events: OptionsEvents) {
    this.searchCollection(DEFAULT_COLLECTION);
    const operations = html('fieldset', { class: 'operations' }, html('legend', {}, text.options.operations));
    for (const operation of OPERATIONS) operations.append(this.#operation(operation));
    operations.addEventListener('change', events.onChange);

    const calibration = select('calibration', text.options.calibration, CALIBRATIONS, text.options.calibrations);
    const calibrationNote = note('calibration', calibration.control);
    this.#calibration = calibration.control;
    this.#calibration.value = 'REGULAR';
    const faceLimits = select('face-limits', text.options.faceLimits, FACE_LIMITS, text.options.faceLimit);
    const faceLimitsNote = note('face-limits', faceLimits.control);
    this.#faceLimits = faceLimits.control;
    this.#sealed.checked = true;
    const sealedNote = note('sealed', this.#sealed);
    sealedNote.textContent = text.options.sealedNote;
    this.#sealed.addEventListener('change', events.onChange);

    const explain = (): void => {
      calibrationNote.textContent = text.options.calibrationNote[this.#chosenCalibration()];
      faceLimitsNote.textContent = text.options.faceLimitNote[this.faceLimits];
    };
    explain();
    this.#calibration.addEventListener('change', () => {
      explain();
      events.onChange();
    });
    this.#faceLimits.addEventListener('change', () => {
      explain();
      events.onFaceLimits(this.faceLimits);
    });

    this.element = html(
      'section',
      { class: 'options panel', 'aria-labelledby': 'options-heading' },
      html('h2', { id: 'options-heading', class: 'visually-hidden' }, text.page.optionsHeading),
      operations,
      html(
        'div',
        { class: 'settings' },
        html('div', { class: 'setting' }, calibration.label, calibration.control, calibrationNote),
        html('div', { class: 'setting' }, faceLimits.label, faceLimits.control, faceLimitsNote),
        html(
          'div',
          { class: 'setting' },
          html('label', { class: 'switch', for: 'sealed' }, this.#sealed, text.options.sealed),
          sealedNote,
        ),
      ),
    );
  }

  get checkModel(): CheckModel {
    const chosen = OPERATIONS.filter((operation) => this.#operations.get(operation)?.checked);
    return buildCheckModel(chosen, this.#chosenCalibration(), this.sealed, this.#searchedCollection);
  }

  get isSearchChosen(): boolean {
    return this.#operations.get('FACE_MATCH_SEARCH')?.checked ?? false;
  }

  /** From now on FACE_MATCH_SEARCH searches this collection. */
  searchCollection(name: string): void {
    this.#searchedCollection = name;
    this.#searchNote.textContent = text.options.searchNote(name);
  }

  /** Whether pictures are sealed before they are checked. */
  get sealed(): boolean {
    return this.#sealed.checked;
  }

  get faceLimits(): FaceLimitsPreset {
    return FACE_LIMITS.find((preset) => preset === this.#faceLimits.value) ?? 'default';
  }

  #chosenCalibration(): Calibration {
    return CALIBRATIONS.find((calibration) => calibration === this.#calibration.value) ?? 'REGULAR';
  }

  #operation(operation: Operation): HTMLElement {
    const checkbox = html('input', { type: 'checkbox', value: operation, 'data-testid': `operation-${operation}` });
    checkbox.checked = CHOSEN_AT_START.includes(operation);
    this.#operations.set(operation, checkbox);
    return html(
      'label',
      { class: 'operation' },
      checkbox,
      html(
        'span',
        {},
        text.options.operation[operation],
        html('code', {}, operation),
        operation === 'FACE_MATCH_SEARCH' ? this.#searchNote : undefined,
      ),
    );
  }
}

function select<Value extends string>(
  id: string,
  title: string,
  values: readonly Value[],
  titles: Readonly<Record<Value, string>>,
): { label: HTMLLabelElement; control: HTMLSelectElement } {
  const control = html('select', { id, 'data-testid': id });
  for (const value of values) control.append(html('option', { value }, titles[value]));
  return { label: html('label', { for: id }, title), control };
}

function note(id: string, control: HTMLElement): HTMLElement {
  control.setAttribute('aria-describedby', `${id}-note`);
  return html('small', { id: `${id}-note` });
}
