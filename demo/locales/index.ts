import { en, type Locale } from './en.ts';

/** Every language that the demo speaks, by primary language subtag. Another one is a file and a line here. */
const locales: Readonly<Record<string, Locale>> = { en };

function choose(): Locale {
  // Absent where tests of the pure modules run outside a browser.
  const wanted = typeof navigator === 'undefined' ? [] : (navigator.languages ?? []);
  for (const tag of wanted) {
    const locale = locales[tag.split('-')[0] ?? ''];
    if (locale) return locale;
  }
  return en;
}

/** The texts of the page. */
export const text: Locale = choose();

export type { Locale } from './en.ts';
