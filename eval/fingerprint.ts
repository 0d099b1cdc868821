import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** SHA-256 of several contents in a row, in hex. */
export function hashOf(contents: Iterable<string | Uint8Array>): string {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return hash.digest('hex');
}

/** Tells builds of the SDK apart: scripts and model manifest. The models themselves are pinned by the manifest. */
export function fingerprint(sdk: string): string {
  const files = readdirSync(sdk, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|mjs|json)$/.test(file))
    .sort();
  return hashOf(files.flatMap((file) => [file, readFileSync(join(sdk, file))]));
}
