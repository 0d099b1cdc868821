import { EkycError } from 'idem-ekyc';
import { html } from './dom.ts';
import { icon } from './icons.ts';
import { text } from './locales/index.ts';

/** The one place where faults are told: in plain words, then the error's own message and code. */
export class AlertView {
  readonly element = html('div', { class: 'alert', role: 'alert', 'data-testid': 'alert' });

  show(error: unknown): void {
    const known = error instanceof EkycError;
    const dismiss = html(
      'button',
      { type: 'button', class: 'quiet', 'aria-label': text.alert.dismissLabel },
      text.alert.dismiss,
    );
    dismiss.addEventListener('click', () => this.clear());
    this.element.replaceChildren(
      icon('warning'),
      html(
        'div',
        {},
        html('strong', {}, known ? text.errors[error.code] : text.alert.unknown),
        html('p', {}, error instanceof Error ? error.message : String(error)),
        known ? html('code', { 'data-testid': 'alert-code' }, error.code) : undefined,
      ),
      dismiss,
    );
  }

  reveal(): void {
    this.element.scrollIntoView({ block: 'nearest' });
  }

  clear(): void {
    this.element.replaceChildren();
  }
}
