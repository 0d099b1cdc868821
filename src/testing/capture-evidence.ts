import type { PayloadFacts } from '../checks/injection/score-evidence.ts';
import type { CameraEvidence, FileEvidence } from '../evidence/capture-evidence.ts';
import { GRID, lumaSignature } from '../evidence/luma-signature.ts';

const TAKEN_AT = Date.UTC(2026, 0, 15, 9, 30);

/** Greys of a face before a wall that is brighter on one side, moved a little. */
function grid(moved = 0): Float32Array {
  return Float32Array.from({ length: GRID * GRID }, (_, cell) => {
    const [x, y] = [cell % GRID, Math.floor(cell / GRID)];
    const isFace = ((x - 8 - moved) / 4) ** 2 + ((y - 8) / 5) ** 2 < 1;
    return isFace ? 150 - 4 * Math.abs(x - 7) : 60 + 5 * x;
  });
}

const SIGNATURE = lumaSignature(grid());

/**
 * Evidence of an ordinary session with the camera of a laptop.
 *
 * Constructed, for no camera is at hand: label and capabilities are what Chromium on Linux tells of a common built-in UVC camera (Chicony, USB id
 * 04f2:b6d9; Chromium gives every camera a least width, height and rate of 1, 1 and 0). 4.2 s at its 30 frames a second, seen by a page that looks at
 * two frames of three; frames are presented by the screen's refresh, so they come with a jitter of some 3 ms, while the driver's own times jitter by
 * 1 to 2 ms. Its noise is that of a real webcam: clip `ClientRaw/0005/0005_00_00_02` of NUAA, as `npm run eval:frames -- <NUAA> --clips` prints it.
 * Cells at the edges of a face that holds still change by 3 levels within a second.
 */
export function ordinaryCapture(): CameraEvidence {
  return {
    version: 1,
    source: 'camera',
    subject: 'face',
    takenAt: TAKEN_AT,
    photo: { sha256: '5a'.repeat(32), bytes: 148_213, width: 1280, height: 720, signature: SIGNATURE },
    environment: {
      webdriver: false,
      headless: false,
      automation: false,
      contradictions: [],
      patched: [],
      referenceRealm: true,
    },
    camera: {
      // 'Integrated Camera (04f2:b6d9)'
      kind: 'ordinary',
      track: 'camera',
      listed: true,
      devices: 1,
      settings: { width: 1280, height: 720, frameRate: 30, deviceId: true },
      capabilities: {
        names: 18,
        width: { min: 1, max: 1280 },
        height: { min: 1, max: 720 },
        frameRate: { min: 0, max: 30 },
        deviceId: true,
      },
    },
    stream: {
      seen: 84,
      presented: 126,
      durationMs: 4168.2,
      sizes: [{ width: 1280, height: 720 }],
      interval: { mean: 33.345, deviation: 3.1 },
      mediaInterval: { mean: 33.351, deviation: 1.42 },
      repeatedTimes: 0,
      backwardTimes: 0,
      repeatedFrames: 0,
      loopedFrames: 0,
      noise: { pairs: 83, median: 1.25, still: 0.125 },
      motion: 3.2,
      signatures: Array.from({ length: 64 }, (_, i) => ({ at: 900 + 50 * i, luma: lumaSignature(grid(i % 2)) })),
    },
    events: { openToPhotoMs: 4120, hidden: 0, hiddenMs: 0, muted: 0, turned: 0 },
  };
}

/** Evidence of a file that the user chose, in the same browser. */
export function chosenFile(): FileEvidence {
  const { version, subject, takenAt, photo, environment } = ordinaryCapture();
  return { version, source: 'file', subject, takenAt, photo, environment };
}

/** A payload with this capture, sealed and judged at once. */
export function payloadOf(
  { photo, takenAt }: Pick<CameraEvidence, 'photo' | 'takenAt'> = ordinaryCapture(),
): PayloadFacts {
  return {
    photo: { sha256: photo.sha256, signature: photo.signature },
    sealedAt: new Date(takenAt + 400),
    judgedAt: new Date(takenAt + 3000),
    replayed: false,
  };
}

/** The signature of a picture that has nothing in common with that capture. */
export const OTHER_SIGNATURE: string = lumaSignature(
  Float32Array.from({ length: GRID * GRID }, (_, cell) =>
    (cell % GRID) % 4 < 2 ? 200 : 60 + 9 * Math.floor(cell / GRID),
  ),
);
