import { classifyLabel } from './known-cameras.ts';

/** What the name of a camera tells. Names are in the language of the system, so most of them tell little. */
export interface CameraLabel {
  readonly facing: 'user' | 'environment' | undefined;
  /** `multiple`: one name for several lenses, the widest among them, which the phone changes between by itself. */
  readonly lens: 'multiple' | 'ultra-wide' | 'telephoto' | undefined;
  /** Whether it sees something else than colours: infrared, or distances. */
  readonly colourless: boolean;
  /** Whether it is a program, and not a device. */
  readonly virtual: boolean;
  /** Android numbers its cameras; the main one of each side has the lowest number. */
  readonly number: number | undefined;
}

/** Whole words, of any script. */
const words = (...list: readonly string[]) => new RegExp(`(?<!\\p{L})(?:${list.join('|')})(?!\\p{L})`, 'iu');

const REAR = [
  words(
    'back',
    'rear',
    'world',
    'environment',
    'trasera',
    'posterior',
    'traseira',
    'posteriore',
    'arrière',
    'sau',
    'arka',
  ),
  /rück|achter|tyln|задн|خلف|后置|後置|背面|후면/iu,
];
const FRONT = [
  words(
    'front',
    'user',
    'selfie',
    'frontal',
    'frontale',
    'delantera',
    'dianteira',
    'anteriore',
    'avant',
    'trước',
    'ön',
  ),
  /frontkamera|vorder|przedni|передн|фронтальн|أمامي|前置|前面|전면/iu,
];
/** As iPhones name them in English; in other languages their range of zoom tells. */
const MULTIPLE = [words('triple', 'dual wide')];
const ULTRA_WIDE = [
  /ultra.?(?:wide|weit|grand|gran|groot|large|ampl|szerok)/iu,
  /超広角|超广角|超廣角|초광각|сверхширок|góc siêu rộng/iu,
];
const TELEPHOTO = [/(?<!\p{L})tele(?!vision)/iu, /望遠|长焦|長焦|망원/iu];
const COLOURLESS = [
  words('ir', 'infra-?red', 'infrarot', 'infrarouge', 'infrarrojos?', 'tof', 'time of flight'),
  /(?<!true)depth/iu,
];
const COLOURED = [words('rgb', 'colou?r')];
const NUMBER = /(?<!\p{L})camera2? (\d+)(?:,|$)/iu;

const says = (label: string, patterns: readonly RegExp[]) => patterns.some((pattern) => pattern.test(label));

/** Reads the name of a camera. */
export function readLabel(label: string): CameraLabel {
  const number = NUMBER.exec(label)?.[1];
  return {
    facing: says(label, REAR) ? 'environment' : says(label, FRONT) ? 'user' : undefined,
    lens: lensOf(label),
    colourless: says(label, COLOURLESS) && !says(label, COLOURED),
    virtual: isProgram(label),
    number: number === undefined ? undefined : Number(number),
  };
}

function isProgram(label: string): boolean {
  const { kind } = classifyLabel(label);
  return kind === 'fake' || kind === 'virtual';
}

function lensOf(label: string): CameraLabel['lens'] {
  if (says(label, MULTIPLE)) return 'multiple';
  if (says(label, ULTRA_WIDE)) return 'ultra-wide';
  return says(label, TELEPHOTO) ? 'telephoto' : undefined;
}
