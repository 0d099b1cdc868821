import { EkycError } from '../contract/error.ts';
import { PolicyWatch } from '../serving/policy-watch.ts';
import { scriptFault } from '../serving/script-fault.ts';

/**
 * Imports a script of the assets and says what is wrong where that fails.
 *
 * @param url its address, or what its address begins with where the build named it: the browser's error has the rest.
 * @throws {EkycError} ASSET_MISSING
 */
export async function importScript<T>(url: string, load: () => Promise<T>): Promise<T> {
  const policy = new PolicyWatch();
  try {
    return await load();
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const address = words.match(/https?:\/\/\S+/)?.[0] ?? url;
    const fault =
      (await scriptFault(address, policy)) ??
      `${words}. A script that it imports may be missing: deploy the whole dist/assets folder of the same version.`;
    throw new EkycError('ASSET_MISSING', `The script ${address} could not be imported: ${fault}`, { cause: error });
  } finally {
    policy.stop();
  }
}
