import type { CheckRequest, Ekyc, EkycOptions, Progress } from '../src/index.ts';
import type { CheckCall, CheckOutcome, PageFault } from './browser-host.ts';

// These two functions are sent to the page as text. They may use nothing from outside themselves, and define no functions, which
// the transpiler would wrap in a helper that the page does not have.

declare global {
  /** The SDK's module, imported by host-page/index.html: an import() in here would be rewritten by test runners. */
  var idemSdk: Promise<typeof import('../src/index.ts')>;
  /** The engine in the page. */
  var idem: Ekyc;
  /** Reports to the process that drives the page. */
  var idemProgress: (progress: Progress) => void;
}

/** Starts the SDK. Answers what went wrong, or nothing. */
export async function startInPage(options: {
  readonly engine: EkycOptions;
  readonly preload: boolean;
}): Promise<PageFault | undefined> {
  try {
    const { createEkyc } = await globalThis.idemSdk;
    globalThis.idem = await createEkyc({
      ...options.engine,
      onProgress: globalThis.idemProgress,
    });
    if (options.preload) await globalThis.idem.preload();
    return undefined;
  } catch (error) {
    const { name, message, code, status } = error as PageFault;
    return { name, message, code, status };
  }
}

/** Runs calls one after another, timing each without the fetching of its pictures. */
export async function callInPage(calls: readonly CheckCall[]): Promise<CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  for (const { checkModel, encrypted, details, ...pictures } of calls) {
    let start = performance.now();
    try {
      const blobs: { face?: Blob; doc?: Blob } = {};
      for (const [name, path] of Object.entries(pictures)) {
        const response = await fetch(path);
        if (!response.ok) throw new Error(`${path} is not served: ${response.status}`);
        blobs[name as 'face' | 'doc'] = await response.blob();
      }
      const request: CheckRequest = { checkModel, encrypted, ...blobs };
      start = performance.now();
      const result = await globalThis.idem.check(request, { details: details ?? false });
      outcomes.push({ result, ms: performance.now() - start });
    } catch (error) {
      const { name, message, code, status } = error as PageFault;
      outcomes.push({ fault: { name, message, code, status }, ms: performance.now() - start });
    }
  }
  return outcomes;
}
