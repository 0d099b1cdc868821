import { expect, it } from 'vitest';
import { isTrace } from './environment.ts';

it.each([
  'cdc_adoQpoasnfa76pfcZLmcfl_Array',
  '$cdc_asdjflasutopfhvcZLmcfl_',
  '__playwright__binding__',
  '__puppeteer_evaluation_script__',
  '__selenium_unwrapped',
  '__webdriver_script_fn',
  'callPhantom',
])('%s is left by a tool', (name) => expect(isTrace(name)).toBe(true));

it.each(['cdc_consent_', 'dc_trk_id', '$dc_click_', 'cdc_', '_phone', 'webdriver_docs', '__NEXT_DATA__', 'dataLayer'])(
  '%s may be of any page',
  (name) => expect(isTrace(name)).toBe(false),
);
