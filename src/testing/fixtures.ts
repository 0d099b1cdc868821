import { createEkyc, type EkycOptions } from '../client/create-ekyc.ts';
import type { Ekyc } from '../client/ekyc.ts';

/** A sample picture that the set-up drew or fetched. */
export async function sample(name: string): Promise<Blob> {
  const response = await fetch(`/samples/${name}`);
  if (!response.ok) throw new Error(`samples/${name} is missing: run npm run setup`);
  return response.blob();
}

/** Runs with an engine over the built assets, and closes it whatever happens. */
export async function withEkyc<T>(options: EkycOptions, use: (ekyc: Ekyc) => Promise<T>): Promise<T> {
  const ekyc = await createEkyc({ assetsBaseUrl: '/idem/', ...options });
  try {
    return await use(ekyc);
  } finally {
    await ekyc.close();
  }
}

/** Built assets with one fault; see e2e/faulty-assets.ts. */
export function faultyAssets(fault: string): { readonly url: string; requests(): Promise<Record<string, number>> } {
  const name = crypto.randomUUID();
  return {
    url: `/faulty/${fault}/${name}/`,
    requests: async () => (await fetch(`/faulty/requests/${name}`)).json(),
  };
}
