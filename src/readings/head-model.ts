/**
 * Points of MediaPipe's canonical face model (Google, Apache-2.0) that neither talking nor blinking moves much, by their
 * index in the face mesh: x to the picture's right, y down, z away from the camera, in centimetres. Each pair is mirrored.
 */
const MIDDLE: Readonly<Record<number, readonly [number, number]>> = {
  1: [1.126865, -7.475604],
  2: [2.089024, -6.058267],
  4: [0.46317, -7.58658],
  5: [-0.365669, -7.24287],
  6: [-2.473255, -5.788627],
  9: [-4.885979, -5.385258],
  10: [-8.261778, -4.481535],
  17: [5.365123, -5.535441],
  151: [-6.54539, -5.027311],
  152: [9.403378, -4.264492],
  168: [-3.271027, -5.236015],
  195: [-1.059413, -6.774605],
  197: [-1.728369, -6.31675],
  200: [7.942194, -5.181173],
};

/** The point on the subject's right, its counterpart on the left, and where the former lies. */
const PAIRS: readonly (readonly [number, number, readonly [number, number, number]])[] = [
  [33, 263, [-4.445859, -2.663991, -3.173422]],
  [54, 284, [-6.279331, -6.615427, -1.42585]],
  [61, 291, [-2.456206, 4.342621, -4.283884]],
  [67, 297, [-3.523964, -8.005976, -3.729163]],
  [98, 327, [-1.405627, 1.714196, -5.241087]],
  [117, 346, [-5.258659, -0.945811, -2.974312]],
  [119, 348, [-3.300681, -0.861641, -3.872784]],
  [121, 350, [-1.820731, -1.467954, -4.224124]],
  [127, 356, [-7.743095, -2.364999, 2.005167]],
  [129, 358, [-1.785794, 0.978284, -4.85047]],
  [133, 362, [-1.856432, -2.585245, -3.757904]],
  [143, 372, [-6.407571, -2.236021, -1.560843]],
  [162, 389, [-7.555811, -4.106811, 0.991917]],
];

/** One point of the model: its index in the mesh, and where it lies. */
export interface ModelPoint {
  readonly index: number;
  readonly at: readonly [number, number, number];
}

export const HEAD_MODEL: readonly ModelPoint[] = [
  ...Object.entries(MIDDLE).map(([index, [y, z]]) => ({ index: Number(index), at: [0, y, z] as const })),
  ...PAIRS.flatMap(([right, left, [x, y, z]]) => [
    { index: right, at: [x, y, z] as const },
    { index: left, at: [-x, y, z] as const },
  ]),
];
