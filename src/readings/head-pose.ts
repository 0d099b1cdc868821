import type { Point } from './geometry.ts';
import { HEAD_MODEL } from './head-model.ts';

/** How a head is turned, in degrees; 0, 0, 0 looks straight into the camera. */
export interface HeadPose {
  /** Above 0 the subject looks to their own left, which is the right of an unmirrored picture. */
  readonly yaw: number;
  /** Above 0 the subject looks down. */
  readonly pitch: number;
  /** Above 0 the head leans clockwise as the picture is seen. */
  readonly roll: number;
}

/**
 * The mean of a pose and of that of the mirrored face: the yaw of a mirrored picture is then minus that of the picture.
 *
 * @param mirrored of the mirrored face; its roll is not used.
 */
export function symmetricPose(pose: HeadPose, mirrored: HeadPose): HeadPose {
  return { yaw: (pose.yaw - mirrored.yaw) / 2, pitch: (pose.pitch + mirrored.pitch) / 2, roll: pose.roll };
}

type Row = readonly [number, number, number];

/**
 * The mesh network pulls turned faces towards the front. By how much was measured on faces of other people that were
 * rendered in 3D at known angles (model card): a cubic term of yaw, and factors of pitch up and down.
 */
const YAW_CUBIC = 5.6e-5;
const PITCH_UP = 1.45;
const PITCH_DOWN = 1.12;

/**
 * The pose of a head from its landmarks: the perspective-n-point problem under a scaled orthographic camera (DeMenthon and
 * Davis, "Model-based object pose in 25 lines of code", IJCV 1995, first iteration), the rotation being the nearest one to
 * the affine map that fits best. A perspective camera would need its focal length, which cropped pictures do not tell.
 *
 * @param landmarks 468 points in pixels, of an unmirrored picture.
 *
 * @example
 * const { yaw, pitch } = headPose(landmarks); // both within 30 degrees for a face that may be judged
 */
export function headPose(landmarks: readonly Point[]): HeadPose {
  const { x, y, z } = rotation(landmarks);
  const yaw = degrees(Math.asin(z[0]));
  const pitch = degrees(Math.atan2(z[1], z[2]));
  return {
    yaw: yaw * (1 + YAW_CUBIC * yaw * yaw),
    pitch: pitch * (pitch < 0 ? PITCH_UP : PITCH_DOWN),
    roll: degrees(Math.atan2(y[0], x[0])),
  };
}

/** The rows of the matrix that turns the model into the camera's axes. */
function rotation(landmarks: readonly Point[]): { x: Row; y: Row; z: Row } {
  const points = HEAD_MODEL.map(({ index }) => landmarks[index]!);
  const rowOf = (values: readonly number[]): Row => times(INVERSE, weighted(values));
  const u = rowOf(points.map((point) => point.x));
  const v = rowOf(points.map((point) => point.y));
  // The nearest matrix with orthonormal rows: (M Mt)^(-1/2) M, with the square root of a 2 x 2 matrix in closed form.
  const [uu, uv, vv] = [dot(u, u), dot(u, v), dot(v, v)];
  const root = Math.sqrt(uu * vv - uv * uv);
  const scale = 1 / (root * Math.sqrt(uu + vv + 2 * root));
  const x = combine(scale * (vv + root), u, -scale * uv, v);
  const y = combine(-scale * uv, u, scale * (uu + root), v);
  return { x, y, z: cross(x, y) };
}

const CENTRE: Row = [0, 1, 2].map(
  (axis) => HEAD_MODEL.reduce((sum, { at }) => sum + at[axis]!, 0) / HEAD_MODEL.length,
) as unknown as Row;
const CENTRED: readonly Row[] = HEAD_MODEL.map(
  ({ at }) => [at[0] - CENTRE[0], at[1] - CENTRE[1], at[2] - CENTRE[2]] as const,
);
const INVERSE = inverse(
  [0, 1, 2].map((axis) => weighted(CENTRED.map((at) => at[axis]!))) as unknown as readonly [Row, Row, Row],
);

/** Sum over the model's points of a value times where the point lies. */
function weighted(values: readonly number[]): Row {
  return CENTRED.reduce<Row>((sum, at, i) => combine(1, sum, values[i]!, at), [0, 0, 0]);
}

/** The model's scatter is symmetric from left to right, and regular. */
function inverse([p, q, r]: readonly [Row, Row, Row]): readonly [Row, Row, Row] {
  const determinant = dot(p, cross(q, r));
  const columns = [cross(q, r), cross(r, p), cross(p, q)];
  return [0, 1, 2].map((i) => columns.map((column) => column[i]! / determinant)) as unknown as [Row, Row, Row];
}

function times(matrix: readonly [Row, Row, Row], row: Row): Row {
  return [dot(matrix[0], row), dot(matrix[1], row), dot(matrix[2], row)];
}

function combine(a: number, p: Row, b: number, q: Row): Row {
  return [a * p[0] + b * q[0], a * p[1] + b * q[1], a * p[2] + b * q[2]];
}

function dot(p: Row, q: Row): number {
  return p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
}

function cross(p: Row, q: Row): Row {
  return [p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]];
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
