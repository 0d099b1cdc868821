import type { Network } from '../models/network.ts';
import type { DetectedFace, MainFace } from './detected-face.ts';
import { detectFaces } from './face-detector.ts';
import { findLandmarks, interpupillaryDistance } from './face-landmarks.ts';
import type { FaceLimits } from './face-limits.ts';
import { FACE_NOT_FOUND, type Rejection, validateFace } from './face-validation.ts';
import { centreOf, distance, type Point, sizeOf } from './geometry.ts';
import type { Picture } from './picture.ts';

/** The networks that a face reading needs. */
export interface FaceNetworks {
  readonly detector: Network;
  readonly landmarks: Network;
}

/**
 * The facts about the faces of one picture, each found once: every check takes the reading and asks for what it needs.
 */
export class FaceReading {
  readonly picture: Picture;
  readonly #networks: FaceNetworks;
  readonly #mainFace: MainFace;
  readonly #signal: AbortSignal | undefined;
  #faces: Promise<DetectedFace[]> | undefined;
  #landmarks: Promise<Point[] | undefined> | undefined;

  constructor(picture: Picture, networks: FaceNetworks, mainFace: MainFace, signal?: AbortSignal) {
    this.picture = picture;
    this.#networks = networks;
    this.#mainFace = mainFace;
    this.#signal = signal;
  }

  /** All faces, the main one first. */
  faces(): Promise<DetectedFace[]> {
    this.#faces ??= detectFaces(this.picture, this.#networks.detector, this.#signal).then((faces) => this.#rank(faces));
    return this.#faces;
  }

  async main(): Promise<DetectedFace | undefined> {
    return (await this.faces())[0];
  }

  /** 468 points of the main face in pixels of the picture; nothing where there is no face. */
  landmarks(): Promise<Point[] | undefined> {
    this.#landmarks ??= this.main().then(
      (face) => face && findLandmarks(this.picture, face.box, this.#networks.landmarks, this.#signal),
    );
    return this.#landmarks;
  }

  /** The first limit that the main face breaks, in the contract's order; nothing when it may be judged. */
  async rejection(limits: FaceLimits): Promise<Rejection | undefined> {
    const [main, ...others] = await this.faces();
    const landmarks = await this.landmarks();
    if (!main || !landmarks) return FACE_NOT_FOUND;
    return validateFace(
      {
        picture: this.picture,
        main,
        // Whoever asks for the face at the centre has said which of several is meant.
        others: this.#mainFace === 'centre' ? [] : others,
        interpupillaryDistance: interpupillaryDistance(landmarks),
      },
      limits,
    );
  }

  #rank(faces: DetectedFace[]): DetectedFace[] {
    if (this.#mainFace === 'largest') return faces.toSorted((p, q) => sizeOf(q.box) - sizeOf(p.box));
    const centre = { x: this.picture.width / 2, y: this.picture.height / 2 };
    const offCentre = (face: DetectedFace) => distance(centreOf(face.box), centre);
    return faces.toSorted((p, q) => offCentre(p) - offCentre(q));
  }
}
