import { html, type TemplateResult } from 'lit';

const PATHS = {
  close: 'M4 4l8 8M12 4l-8 8',
  face: 'M1.5 5V1.5H5M11 1.5h3.5V5M14.5 11v3.5H11M5 14.5H1.5V11M8 3.6a2.7 3.3 0 1 0 0 6.6a2.7 3.3 0 1 0 0-6.6M3.8 12.8a4.4 3 0 0 1 8.4 0',
  document:
    'M2.5 3h11a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM5 5.6a1.3 1.3 0 1 0 0 2.6a1.3 1.3 0 1 0 0-2.6M3 10.7a2.1 1.9 0 0 1 4 0M9 6.2h3.5M9 8.4h3.5M9 10.6h2',
  trouble: 'M8 1.8L14.8 13.8H1.2ZM8 6v4M8 11.9v.1',
  torch: 'M9 1.5L4 9h3.5L7 14.5L12 7H8.5Z',
  shutter: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5',
} as const;

/**
 * A line drawing beside words that say the same, so it is hidden from assistive technology.
 *
 * @param kind `emblem`: a large one, over the words of a panel.
 */
export function icon(name: keyof typeof PATHS, kind: 'icon' | 'emblem' = 'icon'): TemplateResult {
  return html`<svg class=${kind} viewBox="0 0 16 16" aria-hidden="true"><path d=${PATHS[name]}></path></svg>`;
}
