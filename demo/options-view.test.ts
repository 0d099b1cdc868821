import { expect, it } from 'vitest';
import { checkModelSchema } from '../src/contract/index.ts';
import { buildCheckModel, CALIBRATIONS, OPERATIONS } from './options-view.ts';

it('asks for no more than the operations where the defaults do', () => {
  expect(buildCheckModel(['FACE_CHECK'], 'REGULAR', true, 'demo')).toEqual({ operations: ['FACE_CHECK'] });
});

it.each(CALIBRATIONS)('is a valid checkModel with all operations and calibration %s', (calibration) => {
  const model = checkModelSchema.parse(buildCheckModel(OPERATIONS, calibration, true, 'demo'));
  expect(model.operations).toEqual(OPERATIONS);
});

it.each([true, false])('spells INJECTION_ATTACK out only where pictures are sealed: %s', (sealed) => {
  const { face_check_parameters } = checkModelSchema.parse(buildCheckModel(['FACE_CHECK'], 'HARD', sealed, 'demo'));
  const types = face_check_parameters?.pipelines?.map(({ type }) => type);
  expect(types?.includes('INJECTION_ATTACK')).toBe(sealed);
});

it('searches the collection that is chosen', () => {
  const model = checkModelSchema.parse(buildCheckModel(['FACE_MATCH_SEARCH'], 'REGULAR', true, 'staff'));
  expect(model.face_search_parameters?.collections).toEqual(['staff']);
});
