import { seededRandom } from '../random.ts';
import { bmpFile } from './bmp-file.ts';
import { isPng, withRightChecksums } from './png-file.ts';
import { source } from './source-picture.ts';

type Random = ReturnType<typeof seededRandom>;
type Mutation = (file: Buffer, random: Random) => Buffer;

/** Longest run of bytes that one mutation touches. */
const LONGEST_RUN = 200;
/** Where headers end in the files below, roughly. */
const HEADER = 64;

const small = () => source().resize(320);

/** A small face in every format that is accepted. */
const SEEDS: readonly (() => Promise<Buffer>)[] = [
  () => small().jpeg().toBuffer(),
  () => small().jpeg({ progressive: true }).toBuffer(),
  () => small().png().toBuffer(),
  () => small().png({ palette: true, colours: 64 }).toBuffer(),
  () => small().webp().toBuffer(),
  () => small().webp({ lossless: true }).toBuffer(),
  () => small().gif({ effort: 1 }).toBuffer(),
  () => small().avif({ effort: 2 }).toBuffer(),
  async () => {
    const { data, info } = await small().raw().toBuffer({ resolveWithObject: true });
    return bmpFile(data, info, info);
  },
];

const MUTATIONS: readonly Mutation[] = [
  flipBits((file) => file.length),
  flipBits(() => HEADER),
  flipBits(() => 4 * HEADER),
  (file, random) => {
    const run = runOf(file, random);
    return spliced(file, run, noise(run.length, random));
  },
  (file, random) => {
    const run = runOf(file, random);
    return spliced(file, run, Buffer.alloc(run.length, random(2) * 0xff));
  },
  (file, random) => spliced(file, runOf(file, random), Buffer.alloc(0)),
  (file, random) => {
    const run = runOf(file, random);
    const copy = file.subarray(run.start, run.start + run.length);
    return spliced(file, { start: run.start, length: 0 }, copy);
  },
  (file, random) => spliced(file, { start: random(file.length), length: 0 }, noise(1 + random(LONGEST_RUN), random)),
  (file, random) => file.subarray(0, random(file.length)),
  // Sizes and lengths are words of two or four bytes: the extremes of these.
  (file, random) => {
    const extremes = ['00', '0000', '00000000', 'ffff', 'ffffffff', '7fffffff', '80000000', '00010000'];
    const word = Buffer.from(extremes[random(extremes.length)]!, 'hex');
    return spliced(file, { start: random(Math.min(file.length, 4 * HEADER)), length: word.length }, word);
  },
];

let seeds: Promise<Buffer[]> | undefined;

/** A picture damaged one to three times, the same for the same number. */
export async function mutation(number: number | string): Promise<Buffer> {
  seeds ??= Promise.all(SEEDS.map((make) => make()));
  const random = seededRandom(Number(number));
  const all = await seeds;
  let file = all[random(all.length)]!;
  for (let times = 1 + random(3); times > 0; times--) {
    if (file.length > 0) file = MUTATIONS[random(MUTATIONS.length)]!(file, random);
  }
  return isPng(file) && random(2) === 1 ? withRightChecksums(file) : file;
}

function flipBits(within: (file: Buffer) => number): Mutation {
  return (file, random) => {
    const copy = Buffer.from(file);
    const end = Math.min(file.length, within(file));
    for (let bits = 1 + random(8); bits > 0; bits--) copy[random(end)]! ^= 1 << random(8);
    return copy;
  };
}

interface Run {
  readonly start: number;
  readonly length: number;
}

function runOf(file: Buffer, random: Random): Run {
  const length = Math.min(file.length, 1 + random(LONGEST_RUN));
  return { start: random(file.length - length + 1), length };
}

function spliced(file: Buffer, { start, length }: Run, put: Buffer): Buffer {
  return Buffer.concat([file.subarray(0, start), put, file.subarray(start + length)]);
}

function noise(length: number, random: Random): Buffer {
  return Buffer.from(Array.from({ length }, () => random(256)));
}
