/** A picture that `npm run setup -- samples` put under `samples/`. */
export interface Sample {
  readonly url: string;
  readonly file: string;
  readonly title: string;
}

export interface Samples {
  readonly selfies: readonly Sample[];
  readonly documents: readonly Sample[];
}

/** Reads `samples/index.json`; `undefined` where the samples have not been made. */
export async function loadSamples(baseUrl: string): Promise<Samples | undefined> {
  try {
    const response = await fetch(`${baseUrl}index.json`);
    if (!response.ok) return undefined;
    const index: unknown = await response.json();
    const samples = { selfies: list(index, 'selfies', baseUrl), documents: list(index, 'documents', baseUrl) };
    return samples.selfies.length + samples.documents.length > 0 ? samples : undefined;
  } catch {
    return undefined;
  }
}

/** Fetches a sample as the file that a visitor could have chosen. */
export async function fetchSample(sample: Sample): Promise<File> {
  const response = await fetch(sample.url);
  if (!response.ok) throw new Error(`${sample.url}: ${response.status}`);
  const blob = await response.blob();
  return new File([blob], sample.file, { type: blob.type });
}

function list(index: unknown, key: string, baseUrl: string): Sample[] {
  const entries = isObject(index) ? index[key] : undefined;
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown) => {
    if (!isObject(entry) || typeof entry.file !== 'string') return [];
    const title = typeof entry.title === 'string' ? entry.title : entry.file;
    return [{ file: entry.file, title, url: `${baseUrl}${encodeURIComponent(entry.file)}` }];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
