import { EkycError, type EkycErrorCode } from '../contract/error.ts';

/** Turns the browser's refusal to send something to the worker into a typed error; passes any other error on. */
export function unlessUnsendable(what: string, code: EkycErrorCode): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof DOMException && error.name === 'DataCloneError')) throw error;
    const message = `${what} hold something that cannot be sent to the worker, such as an element, a function or a closed bitmap (${error.message}).`;
    throw new EkycError(code, message, { cause: error });
  };
}
