import { cpus } from 'node:os';
import { chromium } from '@playwright/test';
import { ProgressLine } from '../../eval/progress-line.ts';
import { spreadOf } from '../../eval/quantile.ts';
import { align } from '../../eval/table.ts';
import { browserArgs, findBrowser } from '../../scripts/find-browser.ts';
import { inRepository } from '../../scripts/repository.ts';
import type { Bench } from '../bench.ts';
import { startBenchServer } from '../bench-server.ts';
import { type PayloadRound, payloadRound, preparePayloads } from './page-functions.ts';

/** A photo of 12 megapixels. */
const BYTES = 5_000_000;
/** Engines compile what runs often. */
const WARM_UP_ROUNDS = 3;

const ROWS = {
  sealMs: 'encryptPayload()',
  openMs: 'decrypt()',
  bareEncryptMs: 'bare AES-256-GCM, encrypt',
  bareDecryptMs: 'bare AES-256-GCM, decrypt',
} as const satisfies Record<keyof PayloadRound, string>;

/** Sealing and opening, as a page waits for them, beside WebCrypto's cipher alone on bytes in memory. */
export const payload: Bench = {
  description: 'encryptPayload() and decrypt() of a picture of 5 MB',
  samples: [],
  async run({ runs }) {
    const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArgs] });
    const server = await startBenchServer(inRepository('.bench/inputs'), false);
    const progress = new ProgressLine(runs);
    try {
      const page = await browser.newPage();
      await page.goto(`${server.url}/`);
      await page.evaluate(preparePayloads, { assetsBaseUrl: '/sdk/assets/', bytes: BYTES });
      const rounds: PayloadRound[] = [];
      for (let round = -WARM_UP_ROUNDS; round < runs; round++) {
        const measured = await page.evaluate(payloadRound);
        if (round < 0) continue;
        rounds.push(measured);
        progress.show(round + 1);
      }
      return report(rounds, `Chromium ${browser.version()}`);
    } finally {
      progress.end();
      await browser.close();
      await server.close();
    }
  },
};

function report(rounds: readonly PayloadRound[], browser: string) {
  const spreads = Object.fromEntries(
    (Object.keys(ROWS) as (keyof PayloadRound)[]).map((row) => [row, spreadOf(rounds.map((round) => round[row]))]),
  ) as Record<keyof PayloadRound, { median: number; p95: number }>;
  const ratio = (of: keyof PayloadRound, to: keyof PayloadRound) => spreads[of].median / spreads[to].median;
  const ratios = { seal: ratio('sealMs', 'bareEncryptMs'), open: ratio('openMs', 'bareDecryptMs') };
  const machine = { cores: cpus().length, platform: process.platform, browser };
  const text = [
    `payload: ${rounds.length} rounds of ${BYTES / 1e6} MB\n${browser}, ${machine.cores} cores, ${machine.platform}`,
    align([
      ['ms', 'median', 'p95'],
      ...(Object.keys(ROWS) as (keyof PayloadRound)[]).map((row) => [
        ROWS[row],
        spreads[row].median.toFixed(1),
        spreads[row].p95.toFixed(1),
      ]),
    ]),
    `encryptPayload() / bare: ${ratios.seal.toFixed(2)}\ndecrypt() / bare: ${ratios.open.toFixed(2)}`,
  ].join('\n\n');
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value);
  return {
    text,
    json: JSON.stringify({ task: 'payload', machine, bytes: BYTES, runs: rounds.length, ...spreads, ratios }, rounded),
  };
}
