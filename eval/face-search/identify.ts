import { SearchIndex } from '../../src/matching/search-index.ts';
import { quantise } from '../../src/matching/template.ts';
import { spread } from '../spread.ts';
import { UsageError } from '../usage-error.ts';

/** Someone of whom one or two pictures were embedded. */
export interface Person {
  readonly name: string;
  /** Of the picture to enrol, and of another to search with, where there is one. Undefined where no face was found. */
  readonly embeddings: readonly (Float32Array | undefined)[];
}

/** A record that a search answered. */
export interface Candidate {
  readonly name: string;
  readonly probability: number;
}

/** A search through a gallery. */
export interface Probe {
  readonly name: string;
  /** Whether this person is in the gallery, by another picture. */
  readonly mated: boolean;
  /** Best first; none where the probe's picture shows no face. */
  readonly candidates: readonly Candidate[];
}

export interface IdentifyOptions {
  /** People in each gallery. One whose picture shows no face takes a seat, too. */
  readonly size: number;
  /** Candidates a search. */
  readonly limit: number;
  /** That two faces of this cosine are of one person. */
  readonly probability: (cosine: number) => number;
}

/**
 * Finds out before any work is done whether galleries of a size can be made.
 *
 * @param underTest how many people are under test, and `others` how many are not.
 * @throws {UsageError} with too few people to fill a gallery, or too many under test to fit into it.
 */
export function requireSize(size: number, underTest: number, others: number): void {
  if (Math.ceil(underTest / 2) <= size && size <= Math.floor(underTest / 2) + others) return;
  throw new UsageError(`No gallery of ${size} can be made of ${underTest} people under test and ${others} others.`);
}

/**
 * Searches through a gallery of one record a person, once for each of the people under test who can be a probe.
 *
 * The people under test are halved, and each half in turn is enrolled, its seats filled up with others: so each person is a
 * non-mated probe once, and those with two pictures are mated probes once.
 *
 * @param others who are enrolled and never search.
 * @param options with a size that {@link requireSize} lets pass.
 */
export function identify(underTest: readonly Person[], others: readonly Person[], options: IdentifyOptions): Probe[] {
  const half = (which: number) => underTest.filter((_, i) => i % 2 === which);
  return [0, 1].flatMap((turn) => {
    const [enrolled, absent] = [half(turn), half(1 - turn)];
    const search = openGallery([...enrolled, ...spread(others, options.size - enrolled.length)], options);
    const probe = ({ name, embeddings }: Person, mated: boolean): Probe => ({
      name,
      mated,
      candidates: search(embeddings.at(-1)),
    });
    return [
      ...enrolled.filter(({ embeddings }) => embeddings.length > 1).map((person) => probe(person, true)),
      ...absent.map((person) => probe(person, false)),
    ];
  });
}

function openGallery(
  people: readonly Person[],
  { limit, probability }: IdentifyOptions,
): (probe: Float32Array | undefined) => Candidate[] {
  const index = new SearchIndex();
  const names: string[] = [];
  for (const { name, embeddings } of people) {
    const [embedding] = embeddings;
    if (!embedding) continue;
    index.append(quantise(embedding));
    names.push(name);
  }
  return (probe) => {
    const hits = probe ? index.search(probe, limit).slice(0, limit) : [];
    return hits.map(({ row, cosine }) => ({ name: names[row]!, probability: probability(cosine) }));
  };
}
