import { describe, expect, it } from 'vitest';
import { EkycError, type EkycErrorCode, ERROR_CODES } from '../../../contract/error.ts';
import { errorText } from '../texts.ts';
import { ar } from './ar.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { localeFor, registerLocale } from './index.ts';
import { vi } from './vi.ts';

/** Every text of a locale by where it stands. */
function textsOf(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value(3))]];
  return Object.entries(value ?? {}).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

describe.each([en, es, fr, vi, ar])('the locale $language', (texts) => {
  it('leaves nothing empty, and nothing in English', () => {
    const english = new Map(textsOf(en));
    for (const [path, text] of textsOf(texts)) {
      expect(text.trim(), path).toBe(text);
      expect(text, path).not.toBe('');
      if (texts !== en && path !== '.direction') expect(text, path).not.toBe(english.get(path));
    }
  });

  it('says hints shortly: they are read at a glance', () => {
    for (const [code, hint] of Object.entries(texts.hints)) expect(hint.length, code).toBeLessThanOrEqual(72);
  });

  it('has words for every error there is', () => {
    for (const code of Object.keys(ERROR_CODES)) {
      const { title, advice } = errorText(texts, new EkycError(code as EkycErrorCode, '').code);
      expect(title && advice, code).toBeTruthy();
    }
  });
});

describe('errorText()', () => {
  it('has words of its own for cameras and captures, one for files, and one for all else', () => {
    expect(errorText(en, 'CAMERA_BUSY')).toBe(en.errors.CAMERA_BUSY);
    expect(errorText(en, 'IMAGE_TOO_LARGE')).toBe(en.errors.IMAGE);
    expect(errorText(en, 'ASSET_MISSING')).toBe(en.errors.OTHER);
  });
});

describe('localeFor()', () => {
  it.each([
    ['fr', fr],
    ['fr-CA', fr],
    ['ES-mx', es],
    ['ar-EG', ar],
    ['zz', en],
    ['', en],
  ])('%s', (tag, texts) => {
    expect(localeFor(tag)).toBe(texts);
  });

  it('prefers the closest of those registered', () => {
    const german = { ...en, language: 'de' };
    const swiss = { ...en, language: 'de-CH' };
    registerLocale('de', german);
    registerLocale('de-CH', swiss);
    expect(localeFor('de-AT')).toBe(german);
    expect(localeFor('de-ch')).toBe(swiss);
  });
});
