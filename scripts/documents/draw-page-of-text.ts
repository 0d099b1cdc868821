import sharp from 'sharp';
import { type Fonts, textLayer } from './writing.ts';

/** A4 at 6 pixels a millimetre. */
const PAGE = { width: 1260, height: 1782 };
const LETTER = [
  'Dear customer,',
  '',
  'thank you for your letter of the third of May. We have looked at your',
  'application and found it complete, except for one thing: the copy of your',
  'identity document was not enclosed. Please send it to us within thirty days,',
  'or bring the document itself to any of our branches between nine and five.',
  '',
  'Once we have it, your account will be opened within two working days, and',
  'we will write to you again. Your card follows in a letter of its own, and the',
  'number that belongs to it in a third. Please keep them apart.',
  '',
  'If you have any questions, you find us by telephone on all working days, or',
  'through our website at any time. Have the number of your application ready,',
  'which is printed at the top of this page.',
  '',
  'Yours faithfully,',
  '',
  'The Bank of Utopia',
];

/** Draws a letter, flat: a page of text, and no identity document. A PNG. */
export async function drawPageOfText(fonts: Fonts): Promise<Buffer> {
  const line = (words: string, top: number, size: number) =>
    textLayer(words, fonts, { left: 120, top, size, colour: '#22262a' });
  const layers = await Promise.all([
    line('The Bank of Utopia', 110, 46),
    line('Application 20 411 087', 260, 26),
    ...LETTER.flatMap((words, index) => (words === '' ? [] : [line(words, 400 + 58 * index, 24)])),
  ]);
  return sharp({ create: { ...PAGE, channels: 3, background: '#f7f6f2' } })
    .composite(layers)
    .png()
    .toBuffer();
}
