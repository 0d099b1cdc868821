import type { Frame, Page } from '@playwright/test';
import { type StaticServer, serve } from '../scripts/static-server.ts';
import type { CheckResponse, Diagnostics } from '../src/index.ts';

/** A bare page that has the built package beside it, served as an integrator would serve it. */
export async function serveSdk(isolated: boolean, headers: Record<string, string> = {}): Promise<StaticServer> {
  return serve({ mounts: { '/': 'e2e/page', '/sdk/': 'dist', '/samples/': 'samples' }, isolated, headers });
}

/** Opens the page and runs `script` in it, as {@link runIn} does. */
export async function runInPage<T>(page: Page, server: StaticServer, script: string): Promise<T> {
  await page.goto(`${server.url}/`);
  return runIn(page, script);
}

/** Runs the body of an async function that sees `createEkyc` and `sample(name)`. */
export function runIn<T>(frame: Page | Frame, script: string): Promise<T> {
  return frame.evaluate<T>(`(async () => {
    const { createEkyc } = await import('/sdk/index.js');
    const sample = async (name) => (await fetch('/samples/' + name)).blob();
    ${script}
  })()`);
}

/** What {@link check} returns. */
export interface Answer {
  readonly result: CheckResponse;
  readonly diagnostics: Diagnostics;
}

/** One whole check with the package as built: no bundler, assets found beside the module. */
const CHECK = `
  const ekyc = await createEkyc(OPTIONS);
  const [face, doc] = await Promise.all([sample('selfie-marc.jpg'), sample('id-marc.jpg')]);
  const checkModel = {
    operations: ['FACE_CHECK', 'FACE_MATCH_VALIDATION'],
    face_check_parameters: { pipelines: [{ type: 'PRESENTATION_ATTACK' }] },
  };
  const result = await ekyc.check({ checkModel, face, doc, encrypted: false }, { details: true });
  const diagnostics = await ekyc.diagnostics();
  await ekyc.close();
  return { result, diagnostics };
`;

/** The script of that check. */
export const check = (options = {}) => CHECK.replace('OPTIONS', JSON.stringify(options));

/** The probabilities of that check; NaN where there is none. */
export function probabilities({ face_result, face_validation_result }: CheckResponse): number[] {
  return [...(face_result?.results ?? []), face_validation_result].map((entry) =>
    entry?.status_code === 'OK' ? entry.probability : Number.NaN,
  );
}

/** What {@link start} and {@link preload} answer. */
export interface Started {
  /** `OK`, or the code and the message of the error. */
  readonly outcome: string;
  readonly diagnostics?: Diagnostics;
}

const attempt = (options: object, work: string) => `
  let ekyc;
  try {
    ekyc = await createEkyc(${JSON.stringify(options)});
    ${work}
    return { outcome: 'OK', diagnostics: await ekyc.diagnostics() };
  } catch (error) {
    return { outcome: error.code + ' ' + error.message };
  } finally {
    await ekyc?.close();
  }
`;

/** The script that only starts the worker. */
export const start = (options = {}) => attempt(options, '');

/** The script of the least that needs a file of each kind: it fetches what a check of a selfie needs, and runs each network once. */
export const preload = (options = {}) =>
  attempt(options, "await ekyc.preload({ checkModel: { operations: ['FACE_CHECK'] } });");
