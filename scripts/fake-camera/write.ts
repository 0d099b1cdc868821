import { parseArgs } from 'node:util';
import { fakeCameraFile } from './fake-camera-file.ts';
import { SCENE_NAMES, type SceneName } from './scenes.ts';

// Writes the films that tests show to Chromium as a camera, and says where each is: all of them, or those named.

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => !SCENE_NAMES.includes(name as SceneName));
if (unknown.length > 0) {
  console.error(`There is no scene ${unknown.join(', ')}. There are: ${SCENE_NAMES.join(', ')}.`);
  process.exit(1);
}
for (const name of positionals.length > 0 ? (positionals as SceneName[]) : SCENE_NAMES) {
  console.log(await fakeCameraFile(name));
}
