import type { PictureDetails } from 'idem-ekyc';
import { svg } from './dom.ts';

type Landmarks = NonNullable<PictureDetails['landmarks']>;

/** The lines of the iBUG scheme: first and last point of each, and whether it closes. */
const LINES = [
  [0, 16, false], // jaw
  [17, 21, false], // right brow
  [22, 26, false], // left brow
  [27, 30, false], // bridge of the nose
  [31, 35, false], // nostrils
  [36, 41, true], // right eye
  [42, 47, true], // left eye
  [48, 59, true], // outer lips
  [60, 67, true], // inner lips
] as const;

/** Face boxes and landmarks in the picture's own pixels; the view box scales them to whatever size it is shown at. */
export function drawOverlay(details: PictureDetails, label: string, testId: string): SVGSVGElement {
  const overlay = svg('svg', {
    class: 'overlay',
    viewBox: `0 0 ${details.width} ${details.height}`,
    role: 'img',
    'aria-label': label,
    'data-testid': testId,
  });
  // The main face last, so that no other covers it.
  const faces = details.faces.map((face, index) => ({ ...face, main: index === 0 })).reverse();
  for (const { box, main } of faces) {
    const place = { x: box.x, y: box.y, width: box.width, height: box.height };
    if (main) overlay.append(svg('rect', { ...place, class: 'halo' }));
    overlay.append(svg('rect', { ...place, class: main ? 'main-face' : 'other-face' }));
  }
  if (details.landmarks) {
    const lines = drawLines(details.landmarks);
    overlay.append(svg('path', { d: lines, class: 'halo' }), svg('path', { d: lines, class: 'feature' }));
    const dotSize = (details.faces[0]?.box.width ?? details.width) / 30;
    overlay.append(svg('path', { d: drawDots(details.landmarks), class: 'landmarks', 'stroke-width': dotSize }));
  }
  return overlay;
}

function drawLines(points: Landmarks): string {
  return LINES.map(([first, last, closed]) => {
    const line = points.slice(first, last + 1).map(({ x, y }) => `${round(x)} ${round(y)}`);
    return line.length === 0 ? '' : `M${line.join('L')}${closed ? 'Z' : ''}`;
  }).join('');
}

/** Lines of no length with round caps: dots as wide as the stroke. */
function drawDots(points: Landmarks): string {
  return points.map(({ x, y }) => `M${round(x)} ${round(y)}h0`).join('');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
