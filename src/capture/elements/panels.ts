import { html, nothing, type TemplateResult } from 'lit';
import type { EkycError } from '../../contract/error.ts';
import type { CaptureHint, CaptureResult, CaptureSubject } from '../capture.ts';
import { icon } from './icons.ts';
import type { Actions } from './phase.ts';
import { type CaptureTexts, errorText } from './texts.ts';

/** Without a camera a file has to do; so where the one chosen could not be read. */
const CALLS_FOR_FILE = /^(CAMERA|IMAGE)_/;

/** Before the camera opens. */
export function startPanel(subject: CaptureSubject, texts: CaptureTexts, actions: Actions): TemplateResult {
  const { title, intro } = texts.subjects[subject];
  return html`
    <div class="panel" part="panel">
      ${icon(subject, 'emblem')}
      <h2>${title}</h2>
      <p>${intro}</p>
      <div class="buttons">
        <button class="primary" part="button" data-autofocus @click=${actions.open}>${texts.labels.openCamera}</button>
      </div>
      <p class="note">${texts.labels.permission}</p>
    </div>
  `;
}

/** Before the screen flashes. Declining is the button that the focus comes to: Enter pressed by habit flashes nothing. */
export function lightNotice({ labels: { light } }: CaptureTexts, actions: Actions): TemplateResult {
  return html`
    <div class="panel" part="panel" role="alertdialog" aria-labelledby="light-title" aria-describedby="light-notice">
      <h2 id="light-title">${light.title}</h2>
      <p id="light-notice">${light.notice}</p>
      <div class="buttons">
        <button part="button" data-autofocus @click=${() => actions.agreeToLight(false)}>${light.decline}</button>
        <button class="primary" part="button" @click=${() => actions.agreeToLight(true)}>${light.accept}</button>
      </div>
    </div>
  `;
}

/** The picture that was taken. */
export function reviewPanel(
  subject: CaptureSubject,
  { result, photoUrl, agreed }: { result: CaptureResult; photoUrl: string; agreed: boolean },
  texts: CaptureTexts,
  actions: Actions,
): TemplateResult {
  const fault = faultOf(result);
  const { labels } = texts;
  return html`
    <div class="review" part="review">
      <img part="photo" src=${photoUrl} alt=${texts.subjects[subject].photo} />
      ${fault ? html`<p class="fault" part="fault">${labels.mayBeRefused} ${texts.hints[fault]}</p>` : nothing}
      <div class="buttons">
        <button part="button" ?data-autofocus=${agreed || fault !== undefined} @click=${actions.retake}>
          ${labels.retake}
        </button>
        ${
          agreed
            ? nothing
            : html`<button class="primary" part="button" ?data-autofocus=${!fault} @click=${actions.usePhoto}>
                ${labels.usePhoto}
              </button>`
        }
      </div>
    </div>
  `;
}

/** Why a check may refuse a picture; nothing of one that passed, or that could not be judged. */
function faultOf({ statusCode }: CaptureResult): CaptureHint | undefined {
  return statusCode === 'OK' || statusCode === 'ERROR' ? undefined : statusCode;
}

/** What went wrong, and the ways on. */
export function errorPanel(error: EkycError, texts: CaptureTexts, actions: Actions): TemplateResult {
  const { title, advice } = errorText(texts, error.code);
  return html`
    <div class="panel" part="panel error">
      ${icon('trouble', 'emblem')}
      <div role="alert">
        <h2>${title}</h2>
        <p>${advice}</p>
      </div>
      <code>${error.code}</code>
      <div class="buttons">
        <button class="primary" part="button" data-autofocus @click=${actions.retake}>${texts.labels.retry}</button>
        ${CALLS_FOR_FILE.test(error.code) ? fileChooser(texts, actions) : nothing}
      </div>
    </div>
  `;
}

function fileChooser({ labels }: CaptureTexts, actions: Actions): TemplateResult {
  const chosen = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    const file = input.files?.[0];
    // Emptied, so that the same file can be chosen again.
    input.value = '';
    if (file) actions.useFile(file);
  };
  return html`
    <label class="button" part="button">
      <input class="visually-hidden" type="file" accept="image/*" @change=${chosen} />${labels.chooseFile}
    </label>
  `;
}
