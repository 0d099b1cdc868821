import { html, type TemplateResult } from 'lit';

const PATHS = {
  close: 'M4 4l8 8M12 4l-8 8',
  torch: 'M9 1.5L4 9h3.5L7 14.5L12 7H8.5Z',
  shutter: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5',
} as const;

/** A line drawing beside words that say the same, so it is hidden from assistive technology. */
export function icon(name: keyof typeof PATHS): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${PATHS[name]}></path></svg>`;
}
