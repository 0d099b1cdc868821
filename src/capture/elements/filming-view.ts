import { html, nothing, svg, type TemplateResult } from 'lit';
import type { CameraFacts, CaptureSnapshot, CaptureSubject } from '../capture.ts';
import { icon } from './icons.ts';
import type { Actions } from './phase.ts';
import { maskPath, onStage, type PicturePlace, type Size } from './stage-geometry.ts';
import type { CaptureTexts } from './texts.ts';

/** Counted down while the user holds still. */
const COUNTS = 3;

/** Outlines and progress over the camera's picture. It says nothing that the hint does not say. */
export function maskView(
  subject: CaptureSubject,
  snapshot: CaptureSnapshot,
  stage: Size,
  picture: PicturePlace,
): TemplateResult {
  const path = maskPath(subject, stage, picture);
  const good = snapshot.state === 'holding' || snapshot.state === 'capturing';
  const held = snapshot.state === 'capturing' ? 1 : snapshot.holdProgress;
  return html`
    <svg class="mask" part="mask" aria-hidden="true" viewBox="0 0 ${stage.width} ${stage.height}" ?data-good=${good}>
      <path class="scrim" fill-rule="evenodd" d="M0 0H${stage.width}V${stage.height}H0Z${path}"></path>
      <path class="outline" d=${path}></path>
      ${outlineOfDocument(snapshot, picture)}
      <path class="progress" part="progress" d=${path} pathLength="100" stroke-dasharray="100" stroke-dashoffset=${100 - 100 * held}></path>
    </svg>
  `;
}

function outlineOfDocument(
  { document, camera }: CaptureSnapshot,
  picture: PicturePlace,
): TemplateResult | typeof nothing {
  if (!document || !camera) return nothing;
  const points = document.map((corner) => onStage(corner, camera, picture, camera.mirrored));
  return svg`<polygon class="document" points=${points.map(({ x, y }) => `${x},${y}`).join(' ')}></polygon>`;
}

/** The numbers before the picture takes itself. */
export function countdownView({ state, holdProgress }: CaptureSnapshot): TemplateResult | typeof nothing {
  if (state !== 'holding') return nothing;
  const count = Math.max(1, Math.ceil((1 - holdProgress) * COUNTS));
  return html`<p class="countdown" part="countdown" aria-hidden="true">${count}</p>`;
}

/** What is in reach while the camera films. */
export function filmingControls(snapshot: CaptureSnapshot, texts: CaptureTexts, actions: Actions): TemplateResult {
  const { camera, manualOffered, state } = snapshot;
  return html`
    <div class="tools">
      ${camera ? cameraChoice(camera, texts, actions) : nothing} ${camera ? torchButton(camera, texts, actions) : nothing}
      ${
        manualOffered && state !== 'capturing'
          ? html`<button class="primary shutter" part="button shutter" @click=${actions.takePhoto}>
              ${icon('shutter')}${texts.labels.takePhoto}
            </button>`
          : nothing
      }
    </div>
  `;
}

function cameraChoice(
  { devices }: CameraFacts,
  { labels }: CaptureTexts,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (devices.length < 2) return nothing;
  return html`
    <select
      class="cameras"
      part="camera-select"
      aria-label=${labels.camera}
      @change=${({ target }: Event) => actions.chooseCamera((target as HTMLSelectElement).value)}
    >
      ${devices.map(
        ({ deviceId, label }, index) =>
          html`<option value=${deviceId}>${label || labels.cameraNumber(index + 1)}</option>`,
      )}
    </select>
  `;
}

function torchButton(
  { torch }: CameraFacts,
  { labels }: CaptureTexts,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (torch === 'none') return nothing;
  return html`<button
    class="round"
    part="button torch"
    aria-label=${labels.torch}
    title=${labels.torch}
    aria-pressed=${torch === 'on' ? 'true' : 'false'}
    @click=${() => actions.setTorch(torch === 'off')}
  >
    ${icon('torch')}
  </button>`;
}
