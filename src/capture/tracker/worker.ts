import { expose } from 'comlink';
import { version } from '../../../package.json';
import { holdForLife } from '../../engine/living-worker.ts';
import { outcome } from '../../engine/outcome.ts';
import { AssetLoader } from '../../models/asset-loader.ts';
import { FaceDetection } from './face-detection.ts';
import type { TrackerApi } from './tracker-api.ts';

let detection: FaceDetection | undefined;

const api: TrackerApi = {
  holdForLife: (lock) => outcome(() => holdForLife(lock)),
  start: (assetsBaseUrl) =>
    outcome(async () => {
      detection = new FaceDetection(new AssetLoader(assetsBaseUrl, () => {}));
      await detection.start();
      return version;
    }),
  track: (image, timestampMs) =>
    outcome(async () => {
      try {
        if (!detection) throw new Error('The tracker was not started');
        return await detection.detect(image, timestampMs);
      } finally {
        image.close();
      }
    }),
};

expose(api);
