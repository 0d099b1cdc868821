import { html } from '../dom.ts';

const KEPT_FOR_MS = 60_000;

/** Hands a file to the visitor's downloads. */
export function download(content: Blob, fileName: string): void {
  const url = URL.createObjectURL(content);
  html('a', { href: url, download: fileName }).click();
  // Some browsers read the URL only after they have asked where to put the file.
  setTimeout(() => URL.revokeObjectURL(url), KEPT_FOR_MS);
}
