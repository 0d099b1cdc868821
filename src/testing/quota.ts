import type {} from '@vitest/browser-playwright';
import { cdp } from 'vitest/browser';

/**
 * Lets this origin store so many bytes, or again as many as the browser thinks right. Chromium trusts for half a minute in what
 * it allotted before.
 */
export async function setQuota(bytes?: number): Promise<void> {
  const quota = bytes === undefined ? {} : { quotaSize: bytes };
  await cdp().send('Storage.overrideQuotaForOrigin', { origin, ...quota });
}
