import { seededRandom } from '../../scripts/random.ts';
import { encodeTemplate } from '../matching/template.ts';
import { EMBEDDING_DIMENSION } from '../matching/vector.ts';
import { MODELS } from '../models/manifest.ts';

/** Templates of nobody, in even directions, the same for the same seed. */
export function templatesOfNobody(count: number, seed: number): string[] {
  const random = seededRandom(seed);
  const { id } = MODELS.find(({ task }) => task === 'face-embedding')!;
  return Array.from({ length: count }, () => {
    const embedding = Float32Array.from({ length: EMBEDDING_DIMENSION }, () => random(2001) - 1000);
    return encodeTemplate(embedding, id);
  });
}
