import type { CheckRequest, Ekyc, EkycOptions, ImageInput, Progress } from '../src/index.ts';
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
  for (const { checkModel, encrypted, details, rotate, ...pictures } of calls) {
    let start = performance.now();
    try {
      const images: { face?: ImageInput; doc?: ImageInput } = {};
      for (const [name, path] of Object.entries(pictures)) {
        const response = await fetch(path);
        if (!response.ok) throw new Error(`${path} is not served: ${response.status}`);
        const blob = await response.blob();
        images[name as 'face' | 'doc'] = blob;
        if (rotate === undefined) continue;
        const bitmap = await createImageBitmap(blob);
        const { width, height } = bitmap;
        const canvas = rotate === 180 ? new OffscreenCanvas(width, height) : new OffscreenCanvas(height, width);
        const context = canvas.getContext('2d');
        if (rotate === 90) context?.setTransform(0, 1, -1, 0, height, 0);
        if (rotate === 180) context?.setTransform(-1, 0, 0, -1, width, height);
        if (rotate === 270) context?.setTransform(0, -1, 1, 0, 0, width);
        context?.drawImage(bitmap, 0, 0);
        bitmap.close();
        images[name as 'face' | 'doc'] = canvas.transferToImageBitmap();
      }
      const request: CheckRequest = { checkModel, encrypted, ...images };
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
