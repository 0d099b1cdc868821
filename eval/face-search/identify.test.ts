import { describe, expect, it } from 'vitest';
import { UsageError } from '../usage-error.ts';
import { identify, type Person, requireSize } from './identify.ts';

/** Faces along one axis each, which no two people share; `tilt` leans towards the axis of another. */
function face(axis: number, tilt?: { readonly towards: number; readonly by: number }): Float32Array {
  const vector = new Float32Array(512);
  vector[axis] = 1;
  if (tilt) vector[tilt.towards] = tilt.by;
  return vector;
}

const person = (axis: number, ...embeddings: Person['embeddings']): Person => ({ name: `p${axis}`, embeddings });
const OPTIONS = { size: 6, limit: 3, probability: (cosine: number) => cosine };
const others = Array.from({ length: 9 }, (_, i) => person(100 + i, face(100 + i), face(100 + i)));
const underTest = [
  person(0, face(0), face(0)),
  person(1, face(1), face(1, { towards: 0, by: 1.5 })),
  person(2, face(2)),
  person(3, undefined, face(3)),
  person(4, face(4), undefined),
];

describe('identify', () => {
  const probes = identify(underTest, others, OPTIONS);

  it('has each person under test search once while not enrolled, and no other person ever', () => {
    expect(
      probes
        .filter(({ mated }) => !mated)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
  });

  it('has those with two pictures search once while enrolled by the other', () => {
    expect(
      probes
        .filter(({ mated }) => mated)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['p0', 'p1', 'p3', 'p4']);
    expect(probes.find(({ name, mated }) => name === 'p0' && mated)?.candidates[0]).toEqual({
      name: 'p0',
      probability: 1,
    });
  });

  it('enrols one half at a time, so that nobody finds the other', () => {
    const found = probes.find(({ name, mated }) => name === 'p1' && mated)?.candidates.map(({ name }) => name);
    expect(found).toContain('p1');
    expect(found).not.toContain('p0');
  });

  it('answers as many candidates as asked for, and none where a picture shows no face', () => {
    for (const { name, candidates } of probes) expect(candidates).toHaveLength(name === 'p4' ? 0 : 3);
  });
});

describe('requireSize', () => {
  it.each([3, 11])('lets pass %i of 5 and 9: either half with others', (size) => {
    expect(() => requireSize(size, 5, 9)).not.toThrow();
    for (const { candidates } of identify(underTest, others, { ...OPTIONS, size, limit: 99 })) {
      if (candidates.length > 0) expect(candidates.length).toBeGreaterThanOrEqual(size - 1);
    }
  });

  it.each([2, 12])('refuses %i of 5 and 9', (size) => {
    expect(() => requireSize(size, 5, 9)).toThrow(UsageError);
  });
});
