import { html, nothing, type TemplateResult } from 'lit';
import type { CaptureSnapshot, CaptureSubject } from '../capture.ts';
import { countdownView, filmingControls, maskView } from './filming-view.ts';
import { icon } from './icons.ts';
import { errorPanel, lightNotice, reviewPanel, startPanel } from './panels.ts';
import type { Actions, Phase } from './phase.ts';
import { spokenText } from './spoken-text.ts';
import { isBeside, type PicturePlace, type Size } from './stage-geometry.ts';
import type { CaptureTexts } from './texts.ts';

/** All that a component shows. */
export interface Stage {
  readonly subject: CaptureSubject;
  readonly phase: Phase;
  readonly texts: CaptureTexts;
  readonly direction: string;
  readonly size: Size;
  readonly video: HTMLVideoElement;
  /** Where the camera's picture is to be seen. Absent where none films. */
  readonly picture: PicturePlace | undefined;
  /** Whether nothing is to lie over the picture. */
  readonly maskHidden: boolean;
  /** Whether the picture takes itself. */
  readonly autoCapture: boolean;
  /** Whether the screen may flash. */
  readonly flashes: boolean;
  readonly actions: Actions;
}

/** A component from edge to edge. */
export function stageView(stage: Stage): TemplateResult {
  const { subject, phase, texts, video, picture, size, actions } = stage;
  const filmed = phase.kind === 'filming' && picture ? phase.snapshot : undefined;
  return html`
    <div
      class="stage"
      part="stage"
      role="group"
      aria-label=${texts.subjects[subject].title}
      tabindex="-1"
      lang=${texts.language}
      dir=${stage.direction}
      ?data-autofocus=${phase.kind === 'filming' || phase.kind === 'reading'}
    >
      ${video} ${picture && filmed && !stage.maskHidden ? maskView(subject, filmed, size, picture) : nothing}
      ${filmed ? countdownView(filmed) : nothing} ${panelOf(stage)} ${footView(stage, filmed)}
      ${phase.kind === 'idle' ? nothing : closeButton(texts, actions)}
      ${stage.flashes ? lightDialog(texts, actions) : nothing}
    </div>
  `;
}

/** What is said, and what is in reach while the camera films. */
function footView(stage: Stage, filmed: CaptureSnapshot | undefined): TemplateResult {
  const { subject, phase, texts, autoCapture, actions } = stage;
  const said = spokenText(phase, subject, texts);
  const offered = phase.kind === 'filming' && phase.snapshot?.manualOffered && autoCapture;
  return html`
    <div class=${footClass(stage)}>
      <p class=${hintClass(phase, said)} part="hint" role="status">${said}</p>
      <p class="visually-hidden" role="status">${offered ? texts.labels.manualOffered : nothing}</p>
      ${filmed ? filmingControls(filmed, texts, actions) : nothing}
    </div>
  `;
}

function footClass({ picture, size }: Stage): string {
  if (!picture) return 'foot alone';
  return isBeside(size) ? 'foot beside' : 'foot';
}

/** Beside a panel that shows it, what is said is for screen readers alone. */
function hintClass(phase: Phase, said: string): string {
  if (said === '' || phase.kind === 'review') return 'visually-hidden';
  const state = phase.kind === 'filming' ? (phase.snapshot?.state ?? 'starting') : 'starting';
  if (state === 'starting' || state === 'idle' || state === 'capturing') return 'hint busy';
  return state === 'holding' ? 'hint good' : 'hint';
}

function panelOf({ phase, subject, texts, actions }: Stage): TemplateResult | typeof nothing {
  switch (phase.kind) {
    case 'idle':
      return startPanel(subject, texts, actions);
    case 'notice':
      return lightNotice(texts, actions);
    case 'review':
    case 'agreed':
      return reviewPanel(subject, { ...phase, agreed: phase.kind === 'agreed' }, texts, actions);
    case 'failed':
      return errorPanel(phase.error, texts, actions);
    default:
      return nothing;
  }
}

function closeButton({ labels }: CaptureTexts, actions: Actions): TemplateResult {
  return html`<div class="top">
    <button
      class="round"
      part="button close"
      aria-label=${labels.close}
      title=${labels.close}
      @click=${actions.close}
    >
      ${icon('close')}
    </button>
  </div>`;
}

/** The screen in one colour; LightOverlay opens it. */
function lightDialog({ labels }: CaptureTexts, actions: Actions): TemplateResult {
  const closed = (event: Event): void => {
    event.preventDefault();
    actions.close();
  };
  return html`
    <dialog class="light" part="light" aria-label=${labels.light.title} @cancel=${closed}>
      <p class="hint">${labels.light.showing}</p>
      <button @click=${closed}>${labels.close}</button>
    </dialog>
  `;
}
