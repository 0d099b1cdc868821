import { expect, it } from 'vitest';
import { checkModelSchema } from '../src/contract/index.ts';
import { buildCheckModel, CALIBRATIONS, OPERATIONS } from './options-view.ts';

it('asks for no more than the operations where the defaults do', () => {
  expect(buildCheckModel(['FACE_CHECK'], 'REGULAR')).toEqual({ operations: ['FACE_CHECK'] });
});

it.each(CALIBRATIONS)('is a valid checkModel with all operations and calibration %s', (calibration) => {
  const model = checkModelSchema.parse(buildCheckModel(OPERATIONS, calibration));
  expect(model.operations).toEqual(OPERATIONS);
});
