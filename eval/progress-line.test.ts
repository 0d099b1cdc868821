import { expect, it } from 'vitest';
import { ProgressLine } from './progress-line.ts';

function rig(isTTY: boolean) {
  const written: string[] = [];
  let time = 0;
  const terminal = { isTTY, write: (text: string) => written.push(text) > 0 };
  const line = new ProgressLine(200, terminal, () => time);
  return { written, line, pass: (seconds: number) => (time += 1000 * seconds) };
}

it('draws a bar with rate and time left on a terminal, measured from the first report on', () => {
  const { written, line, pass } = rig(true);
  line.show(20);
  pass(10);
  line.show(100);
  line.end();
  expect(written).toEqual([
    `\r\u001B[K[###${'.'.repeat(27)}] 20/200`,
    `\r\u001B[K[${'#'.repeat(15)}${'.'.repeat(15)}] 100/200, 8.0 a second, 13 s left`,
    '\n',
  ]);
});

it('writes a plain line now and then elsewhere, and the last one always', () => {
  const { written, line, pass } = rig(false);
  line.show(0);
  pass(5);
  line.show(50);
  pass(5);
  line.show(100);
  pass(1);
  line.show(200);
  line.end();
  expect(written).toEqual(['0/200\n', '100/200, 10.0 a second, 10 s left\n', '200/200, 18.2 a second, 0 s left\n']);
});
