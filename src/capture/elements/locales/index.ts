import type { CaptureTexts } from '../texts.ts';
import { ar } from './ar.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { vi } from './vi.ts';

/** By tag in small letters. One for all components of a page, as their definitions are. */
const locales = new Map<string, CaptureTexts>([en, es, fr, vi, ar].map((texts) => [texts.language, texts]));

/**
 * Gives the components another language, or other words for one that they have. They use it from when they are next drawn, so call it before
 * they are.
 *
 * @param tag as in a `lang` attribute: `de` serves `de-AT` too, unless that is registered.
 *
 * @example
 * registerLocale('de', german); // const german: CaptureTexts = { language: 'de', direction: 'ltr', ... }
 */
export function registerLocale(tag: string, texts: CaptureTexts): void {
  locales.set(tag.toLowerCase(), texts);
}

/** The words for a language tag: those of the tag, else of what it is a kind of, else English. */
export function localeFor(tag: string): CaptureTexts {
  const parts = tag.toLowerCase().split('-');
  for (let count = parts.length; count > 0; count--) {
    const texts = locales.get(parts.slice(0, count).join('-'));
    if (texts) return texts;
  }
  return en;
}
