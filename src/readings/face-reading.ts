import type { Network } from '../models/network.ts';
import { betweenBars } from './bars.ts';
import { readCondition } from './condition-reader.ts';
import type { DetectedFace, MainFace } from './detected-face.ts';
import type { FaceCondition } from './face-condition.ts';
import { detectFaces } from './face-detector.ts';
import { findLandmarks, findMirrored, interpupillaryDistance, rollOf } from './face-landmarks.ts';
import type { FaceLimits } from './face-limits.ts';
import { type FaceMeasures, measureFace } from './face-measures.ts';
import { type FaceQuality, faceQuality } from './face-quality.ts';
import {
  countedFaces,
  FACE_NOT_FOUND,
  judgesCondition,
  judgesPixels,
  judgesPose,
  type Rejection,
  TOO_MANY_FACES,
  validateFace,
} from './face-validation.ts';
import { type Box, centreOf, distance, type Point, sizeOf } from './geometry.ts';
import { type HeadPose, headPose, symmetricPose } from './head-pose.ts';
import type { Picture } from './picture.ts';
import { PicturePart } from './picture-part.ts';
import { type QuarterTurns, TurnedPicture } from './turned-picture.ts';

/** The networks that a face reading needs. */
export interface FaceNetworks {
  readonly detector: Network;
  readonly landmarks: Network;
  readonly condition: Network;
}

/** Logit of presence below which what only a further look took for a face is none. */
const FURTHER_LOOK_PRESENCE = 5;

/** The main face of a picture that was turned, if need be, so that the face stands upright in it. */
export interface UprightFace {
  readonly picture: TurnedPicture;
  /** All faces, the main one first. */
  readonly faces: readonly [DetectedFace, ...DetectedFace[]];
  /** 468 points of the main face. */
  readonly landmarks: readonly Point[];
}

/** The same in the part of the upright picture that lies between black bars, in pixels of that part. */
export interface FramedFace extends Omit<UprightFace, 'picture'> {
  readonly picture: PicturePart;
}

/**
 * The facts about the faces of one picture, each found once: every check takes the reading and asks for what it needs.
 * All geometry is in pixels of the upright face's picture.
 */
export class FaceReading {
  /** The picture as it was given. */
  readonly picture: Picture;
  readonly #networks: FaceNetworks;
  readonly #mainFace: MainFace;
  readonly #signal: AbortSignal | undefined;
  #upright: Promise<UprightFace | undefined> | undefined;
  #framed: Promise<FramedFace | undefined> | undefined;
  #between: Box | undefined;
  #pose: Promise<HeadPose | undefined> | undefined;
  #condition: Promise<FaceCondition | undefined> | undefined;
  #measures: Promise<FaceMeasures | undefined> | undefined;

  constructor(picture: Picture, networks: FaceNetworks, mainFace: MainFace, signal?: AbortSignal) {
    this.picture = picture;
    this.#networks = networks;
    this.#mainFace = mainFace;
    this.#signal = signal;
  }

  /** The main face and all that is found with it; nothing where there is no face. */
  upright(): Promise<UprightFace | undefined> {
    this.#upright ??= this.#findUpright();
    return this.#upright;
  }

  /** The main face for limits, and for who judges it with its surroundings: black bars are none, and nothing of the picture. */
  framed(): Promise<FramedFace | undefined> {
    this.#framed ??= this.upright().then((face) => face && this.#frame(face));
    return this.#framed;
  }

  /** How the main head is turned in the picture as it was given: `roll` tells how the picture lies. */
  pose(): Promise<HeadPose | undefined> {
    this.#pose ??= this.upright().then(async (face) => {
      if (!face) return undefined;
      const { picture, landmarks } = face;
      const mirrored = await findMirrored(picture, landmarks, this.#networks.landmarks, this.#signal);
      const given = landmarks.map((point) => picture.toOriginal(point));
      return symmetricPose(headPose(given), headPose(mirrored));
    });
    return this.#pose;
  }

  /** Eyes, mouth and what covers the main face. */
  condition(): Promise<FaceCondition | undefined> {
    this.#condition ??= this.upright().then(
      (face) => face && readCondition(face.picture, face.landmarks, this.#networks.condition, this.#signal),
    );
    return this.#condition;
  }

  /** Sharpness, exposure, noise and compression of the main face. */
  measures(): Promise<FaceMeasures | undefined> {
    this.#measures ??= this.upright().then((face) => face && measureFace(face.picture, face.faces[0].box));
    return this.#measures;
  }

  /** How well the main face is suited for being judged. */
  async quality(): Promise<FaceQuality | undefined> {
    const face = await this.upright();
    const [pose, condition, measures] = [await this.pose(), await this.condition(), await this.measures()];
    if (!face || !pose || !condition || !measures) return undefined;
    const apart = interpupillaryDistance(face.landmarks);
    return faceQuality({ measures, condition, pose, interpupillaryDistance: apart });
  }

  /** The first limit that the main face breaks, in the contract's order; nothing when it may be judged. */
  async rejection(limits: FaceLimits): Promise<Rejection | undefined> {
    const face = await this.framed();
    if (!face) return FACE_NOT_FOUND;
    const [main, ...others] = face.faces;
    const facts = {
      picture: face.picture,
      main,
      // Whoever asks for the face at the centre has said which of several is meant.
      others: this.#mainFace === 'centre' ? [] : others,
      landmarks: face.landmarks,
    };
    const broken = validateFace(facts, limits);
    if (broken) return broken;
    // Networks are asked only where a limit wants to know, and no other one is broken already.
    const turned = judgesPose(limits) && validateFace({ ...facts, pose: await this.pose() }, limits);
    if (turned) return turned;
    const hidden = judgesCondition(limits) && validateFace({ ...facts, condition: await this.condition() }, limits);
    if (hidden) return hidden;
    return judgesPixels(limits) ? validateFace({ ...facts, measures: await this.measures() }, limits) : undefined;
  }

  /**
   * The faces that count, largest first, or why the picture may not be used: each of them is held against the limits by
   * itself, and there may be no more than `maxFaces`.
   */
  async facesUpTo(maxFaces: number, limits: FaceLimits): Promise<readonly UprightFace[] | Rejection> {
    if (maxFaces === 1) return (await this.rejection(limits)) ?? [(await this.upright())!];
    const main = await this.upright();
    if (!main) return FACE_NOT_FOUND;
    const { picture } = main;
    const counted = countedFaces(main.faces, limits);
    if (counted.length > maxFaces) return TOO_MANY_FACES;
    const faces: UprightFace[] = [];
    for (const face of counted) {
      const landmarks =
        face === main.faces[0]
          ? main.landmarks
          : (await findLandmarks(picture, face.box, this.#networks.landmarks, this.#signal)).points;
      const found: UprightFace = { picture, faces: [face], landmarks };
      const framed = this.#frame(found);
      const broken = validateFace({ ...framed, main: framed.faces[0], others: [] }, limits);
      if (broken) return broken;
      faces.push(found);
    }
    return faces;
  }

  /** Found as the picture lies; where the face turns out to lie on its side or head, once more in the turned picture. */
  async #findUpright(): Promise<UprightFace | undefined> {
    const face = await this.#findIn(new TurnedPicture(this.picture, 0));
    if (!face) return undefined;
    const quarters = Math.round((-2 * rollOf(face.landmarks)) / Math.PI);
    const turns = ((quarters + 4) % 4) as QuarterTurns;
    return turns === 0 ? face : ((await this.#findIn(new TurnedPicture(this.picture, turns))) ?? face);
  }

  async #findIn(picture: TurnedPicture): Promise<UprightFace | undefined> {
    const { faces, atFirstLook } = await detectFaces(picture, this.#networks.detector, this.#signal);
    const [main, ...others] = this.#rank(faces, picture);
    if (!main) return undefined;
    const found = await findLandmarks(picture, main.box, this.#networks.landmarks, this.#signal);
    if (!atFirstLook && found.presence < FURTHER_LOOK_PRESENCE) return undefined;
    const landmarks = found.points;
    return { picture, faces: [main, ...others], landmarks };
  }

  /** All faces of a reading are in one picture, whose bars are looked for once. */
  #frame({ picture, faces: [main, ...others], landmarks }: UprightFace): FramedFace {
    this.#between ??= betweenBars(picture);
    const part = this.#between;
    const move = ({ x, y }: Point) => ({ x: x - part.x, y: y - part.y });
    const moved = (face: DetectedFace) => ({ ...face, box: { ...face.box, ...move(face.box) } });
    return {
      picture: new PicturePart(picture, part),
      faces: [moved(main), ...others.map(moved)],
      landmarks: landmarks.map(move),
    };
  }

  #rank(faces: DetectedFace[], { width, height }: Picture): DetectedFace[] {
    if (this.#mainFace === 'largest') return faces.toSorted((p, q) => sizeOf(q.box) - sizeOf(p.box));
    const centre = { x: width / 2, y: height / 2 };
    const offCentre = (face: DetectedFace) => distance(centreOf(face.box), centre);
    return faces.toSorted((p, q) => offCentre(p) - offCentre(q));
  }
}
