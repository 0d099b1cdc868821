import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import sharp from 'sharp';
import { cellMeans, patchesOf } from '../../src/capture/evidence/frame-sample.ts';
import { StreamRecord } from '../../src/capture/evidence/stream-record.ts';
import { SignalList } from '../../src/checks/injection/signal-list.ts';
import type { InjectionSignal } from '../../src/checks/injection/signals.ts';
import { findStreamSignals } from '../../src/checks/injection/stream-signals.ts';
import type { CameraEvidence, EvidenceStream } from '../../src/evidence/capture-evidence.ts';
import { isPicture } from '../calibration/embeddings.ts';
import { readArguments, runCommand, userPath } from '../command-line.ts';
import { wilson } from '../estimate.ts';
import { ProgressLine } from '../progress-line.ts';
import { toJsonLine } from '../report.ts';
import { align, show } from '../table.ts';
import { UsageError } from '../usage-error.ts';
import { type Clip, clipsOf } from './clips.ts';

/** Frames a second that are supposed: pictures have no times. A frame of a webcam of the years of these sets. */
const RATE = 20;
/** More are not looked at: eight seconds, as a capture may well take. */
const MOST_FRAMES = 160;
/** What frames tell without their times. */
const SIGNALS = [
  'FROZEN',
  'FRAMES_REPEATED',
  'LOOPED',
  'NO_NOISE',
  'NOTHING_MOVES',
] as const satisfies InjectionSignal[];

const HELP = `Usage: npm run eval:frames -- <folder> [--clips]

How often the frames of real cameras, into which nothing was injected, are taken for injected ones: shares of clips in which
INJECTION_ATTACK finds each signal that rests on the picture of the frames alone. Prints a table and, as the last line, one JSON object.

  <folder>      frames of recordings, in any folders below: pictures whose names differ in their last number alone are a clip, in the
                order of that number; the first ${MOST_FRAMES} are looked at, as if ${RATE} came a second. Clips of fewer than 8 are left out
  --clips       prints what each clip measures, too`;

interface Measured {
  readonly name: string;
  readonly stream: EvidenceStream;
  readonly found: readonly InjectionSignal[];
}

async function main(): Promise<number> {
  const { values, positionals } = readArguments(
    { clips: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    true,
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [folder, ...rest] = positionals.map(userPath);
  if (!folder || rest.length > 0) throw new UsageError('Give a folder; --help shows how.');
  const clips = clipsOf(picturesBelow(folder)).filter(({ frames }) => frames.length >= 8);
  if (clips.length === 0) throw new UsageError(`${folder} holds no clip of 8 frames.`);
  const progress = new ProgressLine(clips.length);
  const measured: Measured[] = [];
  for (const clip of clips) {
    progress.show(measured.length);
    measured.push(await measure(folder, clip));
  }
  progress.end();
  if (values.clips) console.log(`${clipTable(measured)}\n`);
  const shares = SIGNALS.map((signal) => {
    const count = measured.filter(({ found }) => found.includes(signal)).length;
    return { signal, count, share: count / measured.length, ci: wilson(count, measured.length) };
  });
  console.log(`clips: ${measured.length}`);
  console.log(align(shares.map(({ signal, share, ci }) => [signal, show('share', share, ci)])));
  console.log(toJsonLine({ task: 'webcam-frames', clips: measured.length, signals: shares }));
  return 0;
}

function picturesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && isPicture(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

async function measure(folder: string, { name, frames }: Clip): Promise<Measured> {
  const record = new StreamRecord(0, true);
  for (const [i, path] of frames.slice(0, MOST_FRAMES).entries()) {
    const { data, info } = await sharp(join(folder, path)).greyscale().raw().toBuffer({ resolveWithObject: true });
    const { width, height, channels: step } = info;
    const plane = { bytes: data, offset: 0, stride: width * step, step, width, height };
    const at = i / RATE;
    const times = { presentedAt: at * 1000, mediaTime: at, presentedFrames: i, width, height };
    record.add(times, { luma: cellMeans(plane), colours: undefined, patches: patchesOf(plane) });
  }
  const stream = record.summary(0);
  const list = new SignalList();
  const camera = { settings: {} } as CameraEvidence['camera'];
  findStreamSignals({ stream, camera, subject: 'face' } as CameraEvidence, list);
  return { name, stream, found: list.findings.map(({ signal }) => signal) };
}

function clipTable(measured: readonly Measured[]): string {
  const lines = measured.map(({ name, stream: { seen, noise, motion, loopedFrames }, found }) => [
    name,
    ...[seen, noise.median, noise.still, motion, loopedFrames].map(String),
    found.filter((signal) => SIGNALS.some((known) => known === signal)).join(' '),
  ]);
  return align([['clip', 'frames', 'noise', 'still', 'motion', 'looped', 'signals'], ...lines]);
}

await runCommand(main, 1);
