import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CameraEvidence, captureEvidenceSchema } from '../../evidence/capture-evidence.ts';
import { CAMERA_KINDS, LIGHT_COLOURS, type LightColour, TRACK_KINDS } from '../../evidence/names.ts';
import { chosenFile, OTHER_SIGNATURE, ordinaryCapture, payloadOf } from '../../testing/capture-evidence.ts';
import recorded from '../../testing/recorded-session.json';
import { type PayloadFacts, scoreEvidence } from './score-evidence.ts';
import { BOUND_TO_SESSION, FOLLOWED_LIGHT, type InjectionSignal, SIGNALS, START } from './signals.ts';

const MINUTE = 60_000;

function signalsOf(evidence: unknown, facts: PayloadFacts = payloadOf()): InjectionSignal[] {
  return scoreEvidence(evidence, facts).findings.map(({ signal }) => signal);
}

function changed(change: (evidence: CameraEvidence) => unknown): CameraEvidence {
  const evidence = ordinaryCapture();
  change(evidence);
  return evidence;
}

function lit(answer: (shown: readonly number[]) => readonly number[], background = answer) {
  const colours: LightColour[] = ['green', 'magenta', 'blue', 'yellow', 'red', 'cyan'];
  const room = [0.2, 0.18, 0.15];
  const light = (by: readonly number[]) => room.map((level, i) => level + by[i]!) as [number, number, number];
  const steps = colours.map((colour) => {
    const shown = LIGHT_COLOURS[colour].map((level) => level / 255);
    return { colour, frames: 8, face: light(answer(shown)), background: light(background(shown)) };
  });
  return changed((evidence) => {
    evidence.light = { steps };
  });
}

const scaled = (by: number) => (shown: readonly number[]) => shown.map((level) => level * by);

/** Each signal alone: what has to be so of an ordinary capture, and nothing else, for it to be found. */
const ALONE: Record<InjectionSignal, () => [unknown, PayloadFacts?]> = {
  REPLAYED: () => [ordinaryCapture(), { ...payloadOf(), replayed: true }],
  OTHER_SESSION: () => [ordinaryCapture(), { ...payloadOf(), externalMeta: 's-16', expectedExternalMeta: 's-17' }],
  HELD_BACK: () => [
    ordinaryCapture(),
    { ...payloadOf(), judgedAt: new Date(payloadOf().sealedAt.getTime() + 11 * MINUTE) },
  ],
  NO_EVIDENCE: () => [undefined],
  EVIDENCE_MALFORMED: () => [{ ...ordinaryCapture(), version: 2 }],
  OTHER_BYTES: () => [ordinaryCapture(), { ...payloadOf(), photo: { sha256: '00'.repeat(32) } }],
  OTHER_PICTURE: () => {
    const { sha256 } = payloadOf().photo;
    return [ordinaryCapture(), { ...payloadOf(), photo: { sha256, signature: OTHER_SIGNATURE } }];
  },
  NOT_AMONG_FRAMES: () => {
    const evidence = changed(({ photo }) => Object.assign(photo, { signature: OTHER_SIGNATURE }));
    return [evidence, payloadOf(evidence)];
  },
  FROM_FILE: () => [chosenFile()],
  PATCHED_CAMERA: () => [
    changed(({ environment }) => Object.assign(environment, { patched: ['MediaDevices.getUserMedia'] })),
  ],
  PATCHED_READING: () => [
    changed(({ environment }) => Object.assign(environment, { patched: ['Performance.now', 'VideoFrame'] })),
  ],
  NO_REFERENCE: () => [changed(({ environment }) => Object.assign(environment, { referenceRealm: false }))],
  WEBDRIVER: () => [changed(({ environment }) => Object.assign(environment, { webdriver: true }))],
  HEADLESS: () => [changed(({ environment }) => Object.assign(environment, { headless: true }))],
  AUTOMATION: () => [changed(({ environment }) => Object.assign(environment, { automation: true }))],
  CONTRADICTORY_BROWSER: () => [
    changed(({ environment }) => Object.assign(environment, { contradictions: ['plugins'] })),
  ],
  PAGE_HIDDEN: () => [
    changed(({ events }) => {
      events.hidden = 1;
      events.hiddenMs = 800;
    }),
  ],
  VIRTUAL_CAMERA: () => [kind('virtual')],
  FAKE_CAMERA: () => [kind('fake')],
  RELAYED_CAMERA: () => [kind('relay')],
  CAPTURE_CARD: () => [kind('capture-card')],
  UNNAMED_CAMERA: () => [kind('unnamed')],
  SYNTHETIC_TRACK: () => [changed(({ camera }) => Object.assign(camera, { track: 'canvas' }))],
  CAMERA_UNLISTED: () => [changed(({ camera }) => Object.assign(camera, { listed: false }))],
  CAPABILITIES_IMPOSSIBLE: () => [
    changed(({ camera }) => {
      camera.capabilities!.frameRate = { min: 0, max: 100_000 };
    }),
  ],
  SETTINGS_CONTRADICT: () => [changed(({ stream }) => Object.assign(stream, { sizes: [{ width: 640, height: 480 }] }))],
  TOO_FEW_FRAMES: () => [changed(({ stream }) => Object.assign(stream, { seen: 3 }))],
  TOO_FAST: () => [changed(({ stream }) => Object.assign(stream.mediaInterval, { mean: 16.7 }))],
  TIMES_REPEATED: () => [changed(({ stream }) => Object.assign(stream, { repeatedTimes: 1, backwardTimes: 1 }))],
  TIMES_TOO_REGULAR: () => [changed(({ stream }) => Object.assign(stream.mediaInterval, { deviation: 0.0004 }))],
  FROZEN: () => [
    changed(({ stream }) => {
      stream.repeatedFrames = 83;
      stream.noise = { pairs: 0, median: 0, still: 0 };
    }),
  ],
  FRAMES_REPEATED: () => [changed(({ stream }) => Object.assign(stream, { repeatedFrames: 20 }))],
  LOOPED: () => [
    changed(({ stream }) => {
      stream.loopedFrames = 30;
      stream.loopMs = 2000;
    }),
  ],
  NO_NOISE: () => [changed(({ stream }) => Object.assign(stream, { noise: { pairs: 83, median: 0, still: 1 } }))],
  NOTHING_MOVES: () => [changed(({ stream }) => Object.assign(stream, { motion: 0.3 }))],
  LIGHT_NOT_FOLLOWED: () => [lit(([r, g, b]) => [0.1 * g!, 0.1 * b!, 0.1 * r!], scaled(0))],
  LIGHT_ON_BACKGROUND_ALONE: () => [lit(scaled(0), scaled(0.05))],
  LIGHT_INCONCLUSIVE: () => [lit(scaled(0.001))],
};

function kind(of: (typeof CAMERA_KINDS)[number]): CameraEvidence {
  return changed(({ camera }) => Object.assign(camera, { kind: of }));
}

const table = Object.keys(ALONE) as InjectionSignal[];

it('scores an ordinary session above 0.8, and finds nothing in it', () => {
  expect(captureEvidenceSchema.parse(ordinaryCapture())).toEqual(ordinaryCapture());
  expect(scoreEvidence(ordinaryCapture(), payloadOf())).toEqual({
    probability: expect.closeTo(0.953, 3),
    findings: [],
  });
  const bound = { ...payloadOf(), externalMeta: 's-17', expectedExternalMeta: 's-17' };
  expect(scoreEvidence(ordinaryCapture(), bound).probability).toBeCloseTo(0.982, 3);
});

// Written by scripts/record-session.ts: no camera is at hand, so a program drives a browser without a screen, whose camera plays a film.
describe('a session that the capture module recorded', () => {
  const session = captureEvidenceSchema.parse(recorded) as CameraEvidence;
  const { environment, camera } = session;
  const { product: _, ...unnamed } = camera;

  it('is suspected of nothing but what it was', () => {
    expect(signalsOf(session, payloadOf(session))).toEqual(['WEBDRIVER', 'HEADLESS', 'FAKE_CAMERA']);
  });

  it('scores above 0.8 where the browser is a person’s, and the camera has an ordinary name', () => {
    const ordinary: CameraEvidence = {
      ...session,
      environment: { ...environment, webdriver: false, headless: false },
      camera: { ...unnamed, kind: 'ordinary' },
    };
    const { probability, findings } = scoreEvidence(ordinary, payloadOf(ordinary));
    expect(findings).toEqual([]);
    expect(probability).toBeGreaterThan(0.8);
  });
});

describe.each(table)('%s', (signal) => {
  const [evidence, facts] = ALONE[signal]();

  it('is found alone, with its reason, and lowers the score by its weight', () => {
    const { probability, findings } = scoreEvidence(evidence, facts ?? payloadOf());
    const { reason, weight, message } = SIGNALS[signal];
    expect(findings).toEqual([{ reason, signal, message: expect.stringContaining(message) }]);
    expect(weight).toBeLessThan(0);
    expect(probability).toBeCloseTo(1 / (1 + Math.exp(-START - weight)), 10);
  });

  it('stands in docs/EVIDENCE.md with its weight and its reason', () => {
    const doc = readFileSync('docs/EVIDENCE.md', 'utf8');
    const { weight, reason } = SIGNALS[signal];
    const written = Number.isFinite(weight) ? String(weight).replace('-', '−') : 'ends at 0';
    expect(doc).toContain(`| \`${signal}\` | \`${reason}\` | ${written} |`);
  });
});

it('keeps evidence that the format allows as it is', () => {
  for (const signal of table) {
    const [evidence] = ALONE[signal]();
    if (evidence === undefined || signal === 'EVIDENCE_MALFORMED') continue;
    expect(captureEvidenceSchema.parse(evidence)).toEqual(evidence);
  }
});

describe('together', () => {
  it('findings add up: each lowers the score further, in whatever company', () => {
    const evidence = ordinaryCapture();
    let before = scoreEvidence(evidence, payloadOf()).probability;
    const worse: ((of: CameraEvidence) => void)[] = [
      ({ camera }) => {
        camera.listed = false;
      },
      ({ environment }) => {
        environment.webdriver = true;
      },
      ({ stream }) => {
        stream.loopedFrames = 12;
      },
      ({ stream }) => {
        stream.motion = 0;
      },
      ({ environment }) => {
        environment.patched.push('MediaStreamTrack.label');
      },
      ({ events }) => {
        events.hidden = 2;
      },
    ];
    worse.forEach((make, i) => {
      make(evidence);
      const { probability, findings } = scoreEvidence(evidence, payloadOf());
      expect(findings).toHaveLength(i + 1);
      expect(probability).toBeLessThan(before);
      before = probability;
    });
  });

  it('findings stand in the order of the table, and each once', () => {
    const evidence = changed(({ environment, camera }) => {
      environment.webdriver = true;
      camera.listed = false;
      camera.settings.deviceId = false;
      camera.kind = 'virtual';
    });
    expect(signalsOf(evidence, { ...payloadOf(), replayed: true })).toEqual([
      'REPLAYED',
      'WEBDRIVER',
      'VIRTUAL_CAMERA',
      'CAMERA_UNLISTED',
    ]);
  });

  it('a replay scores 0, whatever else speaks for it', () => {
    const bound = { ...payloadOf(), externalMeta: 's', expectedExternalMeta: 's' };
    expect(scoreEvidence(lit(scaled(0.05)), { ...bound, replayed: true }).probability).toBe(0);
  });
});

describe('without evidence', () => {
  it('no payload passes, also not one of the right session', () => {
    const bound = { ...payloadOf(), externalMeta: 's-17', expectedExternalMeta: 's-17' };
    expect(scoreEvidence(undefined, payloadOf()).probability).toBeCloseTo(0.25, 2);
    expect(scoreEvidence(undefined, bound)).toMatchObject({
      probability: expect.closeTo(0.475, 3),
      findings: [{ reason: 'UNTRUSTED_CONTENT_LOW_CONFIDENCE', signal: 'NO_EVIDENCE' }],
    });
  });

  it('an old one is worse', () => {
    const old = { ...payloadOf(), judgedAt: new Date(payloadOf().sealedAt.getTime() + 20 * MINUTE) };
    expect(signalsOf(undefined, old)).toEqual(['HELD_BACK', 'NO_EVIDENCE']);
  });
});

describe('what keeps not to the format', () => {
  it.each([
    ['nothing', null],
    ['text', 'trust me'],
    ['an empty object', {}],
    ['of another version', { ...ordinaryCapture(), version: 2 }],
    ['with a field that nobody knows', { ...ordinaryCapture(), trusted: true }],
    ['a camera that is none', { ...ordinaryCapture(), camera: {} }],
    ['a digest that is none', { ...chosenFile(), photo: { ...chosenFile().photo, sha256: 'abc' } }],
    ['numbers beyond all bounds', changed(({ stream }) => Object.assign(stream, { seen: 1e12 }))],
    ['numbers that are none', changed(({ stream }) => Object.assign(stream, { motion: Number.NaN }))],
    ['a file that claims a camera', { ...chosenFile(), camera: ordinaryCapture().camera }],
  ])('%s scores as forged, and nothing is thrown', (_, evidence) => {
    const { probability, findings } = scoreEvidence(evidence, payloadOf());
    expect(findings.map(({ signal }) => signal)).toEqual(['EVIDENCE_MALFORMED']);
    expect(probability).toBeLessThan(0.01);
  });

  it('nor does a picture that was taken after it was sealed', () => {
    const early = { ...payloadOf(), sealedAt: new Date(ordinaryCapture().takenAt - 6 * MINUTE) };
    expect(signalsOf(ordinaryCapture(), early)).toContain('EVIDENCE_MALFORMED');
  });
});

describe('what ordinary cameras do as well', () => {
  it.each([
    ['tells no capabilities', ({ camera }: CameraEvidence) => Reflect.deleteProperty(camera, 'capabilities')],
    ['turns with its phone', ({ stream }: CameraEvidence) => stream.sizes.push({ width: 720, height: 1280 })],
    [
      'films upright, and settles so',
      ({ camera, stream }: CameraEvidence) => {
        Object.assign(camera.settings, { width: 720, height: 1280, facingMode: 'user' });
        stream.sizes = [{ width: 720, height: 1280 }];
      },
    ],
    [
      'halves its rate in the dark',
      ({ stream }: CameraEvidence) => Object.assign(stream.mediaInterval, { mean: 66.7 }),
    ],
    ['starts its clock anew once', ({ stream }: CameraEvidence) => Object.assign(stream, { backwardTimes: 1 })],
    ['repeats a frame now and then', ({ stream }: CameraEvidence) => Object.assign(stream, { repeatedFrames: 5 })],
    [
      'has times as regular as a crystal',
      ({ stream }: CameraEvidence) => Object.assign(stream.mediaInterval, { deviation: 0.01 }),
    ],
    ['smooths away most of its noise', ({ stream }: CameraEvidence) => Object.assign(stream.noise, { still: 0.9 })],
    [
      'filmed a card that lies still',
      (evidence: CameraEvidence) =>
        Object.assign(evidence, { subject: 'document', stream: { ...evidence.stream, motion: 0.2 } }),
    ],
  ])('one that %s is not suspected', (_, change) => {
    expect(signalsOf(changed(change))).toEqual([]);
  });
});

describe('an honest session in surroundings that are not', () => {
  it.each<[string, (evidence: CameraEvidence) => unknown, above: number]>([
    [
      'a page of Angular, whose zone.js replaces toBlob and toString',
      ({ environment }) => environment.patched.push('HTMLCanvasElement.toBlob', 'Function.toString'),
      0.8,
    ],
    [
      'a browser that adds noise to canvases and hides its plugins',
      ({ environment }) => {
        environment.patched.push('CanvasRenderingContext2D.getImageData', 'HTMLCanvasElement.toBlob');
        environment.contradictions.push('plugins');
      },
      0.5,
    ],
    [
      'a camera that doubles every frame in the dark',
      ({ stream }) =>
        Object.assign(stream, { seen: 90, repeatedFrames: 45, mediaInterval: { mean: 33.3, deviation: 1 } }),
      0.8,
    ],
    ['a background that a program draws', ({ stream }) => Object.assign(stream.noise, { still: 0.99, median: 0 }), 0.5],
    [
      'a sandboxed page whose user looked at a message',
      ({ environment, events }) => {
        environment.referenceRealm = false;
        events.hidden = 1;
      },
      0.8,
    ],
    [
      'a browser for privacy that names no camera and tells nothing of it',
      ({ environment, camera }) => {
        Object.assign(camera, { kind: 'unnamed' });
        Reflect.deleteProperty(camera, 'capabilities');
        camera.settings = { deviceId: true };
        environment.contradictions.push('permissions');
      },
      0.5,
    ],
  ])('with %s passes', (_, change, above) => {
    expect(scoreEvidence(changed(change), payloadOf()).probability).toBeGreaterThan(above);
  });

  it('passes with any one signal that is no matter of the payload, the picture or a camera that is none', () => {
    const decisive = table.filter((signal) => SIGNALS[signal].weight <= -4);
    for (const signal of table) {
      const [evidence, facts] = ALONE[signal]();
      const { probability } = scoreEvidence(evidence, facts ?? payloadOf());
      if (decisive.includes(signal)) expect(probability, signal).toBeLessThan(0.5);
      else expect(probability, signal).toBeGreaterThanOrEqual(0.5);
    }
  });
});

describe('a picture that nobody decoded', () => {
  it('is known by its bytes alone', () => {
    const { sha256 } = payloadOf().photo;
    expect(signalsOf(ordinaryCapture(), { ...payloadOf(), photo: { sha256 } })).toEqual([]);
  });

  it('was held back also when it was sealed late', () => {
    const sealedAt = new Date(ordinaryCapture().takenAt + 15 * MINUTE);
    expect(signalsOf(ordinaryCapture(), { ...payloadOf(), sealedAt, judgedAt: sealedAt })).toEqual(['HELD_BACK']);
  });
});

describe('the light challenge', () => {
  it('speaks for a face that follows it', () => {
    const followed = scoreEvidence(lit(scaled(0.05), scaled(0.01)), payloadOf());
    expect(followed.findings).toEqual([]);
    expect(followed.probability).toBeCloseTo(1 / (1 + Math.exp(-START - FOLLOWED_LIGHT)), 10);
    expect(FOLLOWED_LIGHT).toBeGreaterThan(0);
    expect(BOUND_TO_SESSION).toBeGreaterThan(0);
  });

  it('that says nothing leaves an ordinary session above 0.8', () => {
    expect(scoreEvidence(lit(scaled(0)), payloadOf()).probability).toBeGreaterThan(0.8);
  });
});

it('knows every kind of track and of camera', () => {
  for (const track of TRACK_KINDS) {
    const found = signalsOf(changed(({ camera }) => Object.assign(camera, { track })));
    expect(found).toEqual(track === 'camera' ? [] : ['SYNTHETIC_TRACK']);
  }
  for (const of of CAMERA_KINDS) expect(signalsOf(kind(of))).toHaveLength(of === 'ordinary' ? 0 : 1);
});
