import { EkycError } from '../contract/error.ts';
import { policyOfHere } from '../serving/policy-watch.ts';

/** Nothing but a header, so that nothing is wrong with it. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/**
 * Finds out before megabytes are fetched whether WebAssembly may be compiled here.
 *
 * @throws {EkycError} RUNTIME_FAILED
 */
export function requireWebAssembly(): void {
  if (typeof WebAssembly === 'undefined') {
    throw new EkycError('RUNTIME_FAILED', 'This browser has no WebAssembly, or it is switched off (Lockdown Mode).');
  }
  try {
    new WebAssembly.Module(EMPTY_MODULE);
  } catch (error) {
    const message = `The inference runtime cannot start: ${policyOfHere()} forbids WebAssembly. Add 'wasm-unsafe-eval' to its script-src.`;
    throw new EkycError('RUNTIME_FAILED', message, { cause: error });
  }
}
