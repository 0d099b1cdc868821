import sharp from 'sharp';
import { svg } from './svg.ts';
import { type Fonts, textLayer } from './writing.ts';

const SCREEN = { width: 1080, height: 1920 };
const MESSAGES = [
  { mine: false, words: ['Did you get the tickets?'] },
  { mine: true, words: ['Yes! Two, for Saturday evening.', 'Row seven, in the middle.'] },
  { mine: false, words: ['Wonderful. When do we meet?'] },
  { mine: true, words: ['At half past six, in front of', 'the station, beside the clock.'] },
  { mine: false, words: ['I will be there.', 'Shall I bring something to eat?'] },
  { mine: true, words: ['Only if it is cake.'] },
];

/** Draws what a phone shows of a conversation, as a PNG of its screen. */
export async function drawScreenshot(fonts: Fonts): Promise<Buffer> {
  const bubbles = MESSAGES.map(({ mine, words }, index) => {
    const height = 60 + 50 * words.length;
    return `<rect x="${mine ? 240 : 40}" y="${260 + 230 * index}" width="800" height="${height}" rx="36" fill="${mine ? '#cdeccf' : '#ffffff'}" />`;
  });
  const layers = await Promise.all([
    textLayer('18:04', fonts, { left: 40, top: 20, size: 34, colour: '#ffffff' }),
    textLayer('Alex', fonts, { left: 180, top: 120, size: 44, colour: '#ffffff' }),
    textLayer('Message', fonts, { left: 80, top: 1815, size: 36, colour: '#9aa4a8' }),
    ...MESSAGES.flatMap(({ mine, words }, index) =>
      words.map((line, row) =>
        textLayer(line, fonts, {
          left: mine ? 280 : 80,
          top: 288 + 230 * index + 50 * row,
          size: 36,
          colour: '#1c2529',
        }),
      ),
    ),
  ]);
  const art = `
    <rect width="100%" height="100%" fill="#e6e1d8" />
    <rect width="100%" height="210" fill="#23566b" />
    <circle cx="110" cy="145" r="46" fill="#f0c987" />
    ${bubbles.join('')}
    <rect x="30" y="1780" width="900" height="110" rx="55" fill="#ffffff" />
    <circle cx="1000" cy="1835" r="52" fill="#23566b" />`;
  return sharp(svg(SCREEN, art)).composite(layers).flatten().png().toBuffer();
}
