import type { DocStatus, FaceStatus, QualityWarning } from '../../src/contract/index.ts';
import type { Point, Size } from '../documents/perspective.ts';
import { blurredCardStill, cardStill, emptyTable } from './document-stills.ts';
import { emptyRoom, MARC, marcAsleep, type Pose, selfieStill, TURNED, TWO_PEOPLE } from './face-stills.ts';
import { type Filming, MARGIN } from './film.ts';

/** What a fake camera sees. */
export interface Scene {
  readonly subject: 'face' | 'document';
  /** What the engine says of any of its frames. */
  readonly statusCode: FaceStatus | DocStatus;
  /** And of a document besides. */
  readonly warnings: readonly QualityWarning[];
  readonly filming: Filming;
  /** Draws what is filmed: an encoded picture of {@link stillSize}. */
  readonly still: (size: Size) => Promise<Buffer>;
}

/** Of the films, in pixels. */
const SIZES = { face: { width: 640, height: 480 }, document: { width: 1280, height: 720 } } as const;

/** Two seconds; a file is then 28 MB. */
const SELFIE_FILM: Filming = { framesPerSecond: 30, frames: 60, sway: 2, noise: 2 };
/** Of three times the pixels: a little over a second. */
const DOCUMENT_FILM: Filming = { framesPerSecond: 15, frames: 20, sway: 2, noise: 2 };

const MIDDLE: Pose = { centre: { x: 320, y: 250 }, height: 300 };
const LYING = { roll: -3, tilt: 9, swing: 4, share: 0.6 };

/** A pose is meant in pixels of the film, and the still has a margin about that. */
const within = ({ centre, height }: Pose): Pose => ({ centre: shifted(centre), height });
const shifted = ({ x, y }: Point): Point => ({ x: x + MARGIN, y: y + MARGIN });

const marc = (pose: Pose) => (size: Size) => selfieStill(MARC, size, within(pose));

const face = (statusCode: FaceStatus, still: Scene['still'], filming: Partial<Filming> = {}): Scene => ({
  subject: 'face',
  statusCode,
  warnings: [],
  filming: { ...SELFIE_FILM, ...filming },
  still,
});

const document = (statusCode: DocStatus, still: Scene['still'], warnings: readonly QualityWarning[] = []): Scene => ({
  subject: 'document',
  statusCode,
  warnings,
  filming: DOCUMENT_FILM,
  still,
});

/** All scenes by name. */
export const SCENES = {
  'good-face': face('OK', marc(MIDDLE)),
  'no-face': face('FACE_NOT_FOUND', emptyRoom),
  'two-faces': face('TOO_MANY_FACES', (size) =>
    selfieStill(TWO_PEOPLE, size, within({ centre: { x: 320, y: 240 }, height: 190 })),
  ),
  'far-face': face('FACE_TOO_SMALL', marc({ centre: { x: 320, y: 220 }, height: 150 })),
  'near-face': face('FACE_TOO_CLOSE', marc({ centre: { x: 320, y: 240 }, height: 420 })),
  'off-centre-face': face('FACE_CLOSE_TO_BORDER', marc({ centre: { x: 106, y: 250 }, height: 290 })),
  'turned-face': face('FACE_ANGLE_TOO_LARGE', (size) => selfieStill(TURNED, size, within(MIDDLE))),
  'eyes-closed': face('EYES_CLOSED', async (size) => selfieStill(MARC, size, within(MIDDLE), await marcAsleep())),
  /** The good face, whose camera has stopped: one frame again and again. */
  'frozen-face': face('OK', marc(MIDDLE), { frozen: true }),
  /** The good face as a clip of a third of a second that is played again and again. */
  'looped-face': face('OK', marc(MIDDLE), { frames: 10, sway: 5 }),
  /** The good face without a sensor: a picture that is moved about. */
  'noiseless-face': face('OK', marc(MIDDLE), { noise: 0 }),
  'good-card': document('OK', (size) => cardStill(size, LYING)),
  'no-card': document('DOCUMENT_NOT_FOUND', emptyTable),
  'cut-card': document('DOCUMENT_CROPPED', (size) => cardStill(size, { ...LYING, centre: { x: 0.78, y: 0.5 } }), [
    'DOCUMENT_BORDERS_OUTSIDE_OF_FRAME',
    'DOCUMENT_TOO_CLOSE_TO_BORDER',
  ]),
  'blurred-card': document('OK', (size) => blurredCardStill(size, LYING, 5), ['IMAGE_TOO_BLURRY']),
} satisfies Record<string, Scene>;

/** Name of one of the {@link SCENES}. */
export type SceneName = keyof typeof SCENES;

export const SCENE_NAMES = Object.keys(SCENES) as readonly SceneName[];

/** Size of a scene's film in pixels. */
export function filmSize(scene: Scene): Size {
  return SIZES[scene.subject];
}

/** Size of what is filmed: the film's, and the margin that the camera moves in. */
export function stillSize(scene: Scene): Size {
  const { width, height } = filmSize(scene);
  return { width: width + 2 * MARGIN, height: height + 2 * MARGIN };
}
