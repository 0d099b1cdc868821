import { svg } from './dom.ts';

const PATHS = {
  check: 'M3.5 8.5l3 3 6-7',
  cross: 'M4 4l8 8M12 4l-8 8',
  dash: 'M4 8h8',
  warning: 'M8 2L14.5 13.5H1.5ZM8 6.5v3M8 11.6v.01',
  search: 'M7 3a4 4 0 1 0 0 8a4 4 0 0 0 0-8M10 10l3.5 3.5',
  lock: 'M4 7.5h8v5.5H4zM5.5 7.5V5.5a2.5 2.5 0 0 1 5 0v2',
  camera: 'M2 5h3l1-1.5h4L11 5h3v8H2zM8 6.5a2.25 2.25 0 1 0 0 4.5a2.25 2.25 0 0 0 0-4.5',
  picture: 'M2 3.5h12v9H2zM2 10.5l3.5-3 3 2.5 2-1.5 3.5 2.5M10.5 6v.01',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside a text that says the same, so it is hidden from assistive technology. */
export function icon(name: IconName): SVGSVGElement {
  return svg('svg', { viewBox: '0 0 16 16', class: 'icon', 'aria-hidden': 'true' }, svg('path', { d: PATHS[name] }));
}
