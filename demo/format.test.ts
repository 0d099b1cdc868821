import { expect, it } from 'vitest';
import { duration, fileSize, percent, probability } from './format.ts';

it.each([
  [0.4998, '0.499'],
  [0.5, '0.500'],
  [0.57, '0.570'],
  [0.99999964, '0.999'],
  [1, '1.000'],
  [0, '0.000'],
])('probability %d reads %s', (value, words) => expect(probability(value)).toBe(words));

it.each([
  [0.4, '0.4 ms'],
  [412.3, '412 ms'],
  [1234, '1.2 s'],
])('%d ms reads %s', (value, words) => expect(duration(value)).toBe(words));

it.each([
  [1, '1 kB'],
  [37_400, '38 kB'],
  [1_240_000, '1.2 MB'],
])('%d bytes read %s', (value, words) => expect(fileSize(value)).toBe(words));

it.each([
  [0, '0.0 %'],
  [0.0316, '3.2 %'],
  [1, '100.0 %'],
])('a share of %d reads %s', (share, words) => expect(percent(share)).toBe(words));
