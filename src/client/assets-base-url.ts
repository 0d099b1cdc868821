import { EkycError } from '../contract/error.ts';

/**
 * Where `dist/assets` is served: absolute, with a slash at the end.
 *
 * @param option relative to the page; left out, the folder `assets` beside the SDK's own module.
 * @throws {EkycError} INVALID_OPTION
 */
export function resolveAssetsBaseUrl(option: string | URL | undefined): string {
  // Written apart from new URL(), or bundlers would take the folder for a file to copy.
  const moduleUrl = import.meta.url;
  try {
    const url = option === undefined ? new URL('assets/', moduleUrl) : new URL(option, document.baseURI);
    return url.href.endsWith('/') ? url.href : `${url.href}/`;
  } catch (error) {
    throw new EkycError('INVALID_OPTION', `assetsBaseUrl: ${String(option)} is no URL.`, { cause: error });
  }
}
