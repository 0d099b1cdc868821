import type { Network } from '../models/network.ts';
import type { FaceNetworks } from '../readings/face-reading.ts';
import type { Point } from '../readings/geometry.ts';
import { modelEntry } from './model-entry.ts';

/**
 * Networks that take three coloured marks for a face, wherever and however turned: blue for the right eye, green for the left one, red
 * for the mouth. So the geometry of a reading can be tested without a face.
 */
export function markedFaceNetworks(): FaceNetworks {
  return {
    detector: networkOf(320, 240, (marks) => {
      if (!marks) return { scores: Float32Array.of(1, 0), boxes: new Float32Array(4) };
      const xs = marks.map(({ x }) => x / 320);
      const ys = marks.map(({ y }) => y / 240);
      const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      // A little wider than the marks, as a face is about eyes and mouth.
      const [dx, dy] = [(right - left) / 2, (bottom - top) / 2];
      return { scores: Float32Array.of(0, 0.99), boxes: Float32Array.of(left - dx, top - dy, right + dx, bottom + dy) };
    }),
    landmarks: networkOf(192, 192, (marks) => {
      const landmarks = new Float32Array(468 * 3);
      const [right, left, mouth] = marks ?? [
        { x: 90, y: 90 },
        { x: 100, y: 90 },
        { x: 95, y: 100 },
      ];
      for (let i = 0; i < 468; i++) landmarks.set([mouth!.x, mouth!.y], 3 * i);
      for (const i of [33, 133, 160, 158, 144, 153]) landmarks.set([right!.x, right!.y], 3 * i);
      for (const i of [263, 362, 385, 387, 373, 380]) landmarks.set([left!.x, left!.y], 3 * i);
      return { landmarks, presence: Float32Array.of(marks ? 20 : -20) };
    }),
    condition: networkOf(128, 144, () => ({ output: new Float32Array(3) })),
  };
}

function networkOf(
  width: number,
  height: number,
  answer: (marks: readonly Point[] | undefined) => Record<string, Float32Array>,
): Network {
  const input = { name: 'input', width, height, channels: 'RGB', mean: 0, scale: 1 / 255 } as const;
  return {
    entry: modelEntry({ input }),
    run: async (data: Float32Array) => answer(marksIn(data, width, height)),
  } as unknown as Network;
}

/** The middles of the blue, the green and the red mark, if all three are there. */
function marksIn(data: Float32Array, width: number, height: number): Point[] | undefined {
  const marks = [2, 1, 0].map((plane) => {
    const others = [0, 1, 2].filter((other) => other !== plane);
    let [x, y, count] = [0, 0, 0];
    for (let i = 0; i < width * height; i++) {
      const own = data[plane * width * height + i]!;
      if (others.some((other) => own - data[other * width * height + i]! < 0.5)) continue;
      x += (i % width) + 0.5;
      y += Math.floor(i / width) + 0.5;
      count += 1;
    }
    return count > 2 ? { x: x / count, y: y / count } : undefined;
  });
  return marks.every((mark) => mark !== undefined) ? marks : undefined;
}
