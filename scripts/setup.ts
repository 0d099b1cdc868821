import { fetchTracker } from './face-tracker/fetch-tracker.ts';
import { fetchModels } from './fetch-models.ts';
import { fetchSamples } from './fetch-samples.ts';
import { findBrowser } from './find-browser.ts';
import { inRepository } from './repository.ts';

// Gets what Idem needs besides npm packages: `tsx scripts/setup.ts [models] [samples] [browser]`, all when none is named.
// What is there already is left alone, so that it can run before every command.

const STEPS: Readonly<Record<string, () => Promise<string>>> = {
  async models() {
    const fetched = await fetchModels(inRepository('public/models'));
    const count = fetched.length + ((await fetchTracker(inRepository('public'))) ? 1 : 0);
    return count === 0 ? 'ready' : `${count} fetched`;
  },
  async samples() {
    const made = await fetchSamples(inRepository('samples'));
    return made ? 'made' : 'ready';
  },
  browser: findBrowser,
};

async function main(names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (!STEPS[name]) throw new Error(`'${name}' is none of: ${Object.keys(STEPS).join(', ')}.`);
  }
  for (const [name, step] of Object.entries(STEPS)) {
    if (names.length === 0 || names.includes(name)) console.log(`${name}: ${await step()}`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`Set-up failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
