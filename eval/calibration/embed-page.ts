import { embedFace } from '../../src/matching/embedding.ts';
import { ModelStore } from '../../src/models/model-store.ts';
import { decodePicture } from '../../src/readings/decode.ts';
import { PORTRAIT_LIMITS } from '../../src/readings/face-limits.ts';
import { FaceReading } from '../../src/readings/face-reading.ts';

/** Opens the product's own models in the page; answers a function that embeds the face at the centre of a picture. */
export async function openEmbedder(assetsBaseUrl: string): Promise<(url: string) => Promise<number[] | undefined>> {
  const absolute = new URL(assetsBaseUrl, location.href).href;
  const store = await ModelStore.open(absolute, { backend: 'wasm', threads: 1, pipelines: [] }, () => {});
  const networks = {
    detector: store.network('face-detection'),
    landmarks: store.network('face-landmarks'),
    condition: store.network('face-condition'),
  };
  return async (url) => {
    const picture = await decodePicture(await (await fetch(url)).blob(), url, 'face');
    try {
      const reading = new FaceReading(picture, networks, 'centre');
      if (await reading.rejection(PORTRAIT_LIMITS)) return undefined;
      const face = (await reading.upright())!;
      return Array.from(await embedFace(face.picture, face.landmarks, store.network('face-embedding')));
    } finally {
      picture.close();
    }
  };
}
