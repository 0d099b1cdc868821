import type { PictureDetails } from 'idem-ekyc';
import { svg } from './dom.ts';

type Landmarks = NonNullable<PictureDetails['landmarks']>;

/** Closed lines through points of MediaPipe's face mesh. */
const LINES = [
  // face oval
  [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150,
    136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
  ],
  // outer lips
  [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185],
  // the subject's right eye, and left eye
  [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246],
  [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466],
];

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
    const dotSize = (details.faces[0]?.box.width ?? details.width) / 60;
    overlay.append(svg('path', { d: drawDots(details.landmarks), class: 'landmarks', 'stroke-width': dotSize }));
  }
  return overlay;
}

function drawLines(points: Landmarks): string {
  return LINES.map((line) => {
    const path = line.flatMap((index) => points[index] ?? []).map(({ x, y }) => `${round(x)} ${round(y)}`);
    return path.length === 0 ? '' : `M${path.join('L')}Z`;
  }).join('');
}

/** Lines of no length with round caps: dots as wide as the stroke. */
function drawDots(points: Landmarks): string {
  return points.map(({ x, y }) => `M${round(x)} ${round(y)}h0`).join('');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
