import { describe, expect, it } from 'vitest';
import { isPipeline, MODELS } from '../models/manifest.ts';
import { isContractName, Pipelines } from './pipelines.ts';

const pipelines = new Pipelines([
  { name: 'acme-pad', type: 'PRESENTATION_ATTACK' },
  { name: 'pad-r-1', type: 'PRESENTATION_ATTACK' },
]);

describe('Pipelines', () => {
  it("answers the contract's default where none is asked for, whatever is registered", () => {
    expect(pipelines.nameOf('PRESENTATION_ATTACK', undefined, 'at')).toBe('pad-r-1');
    expect(pipelines.nameOf('DEEPFAKE_ATTACK', undefined, 'at')).toBe('dfd-1');
    expect(pipelines.nameOf('SCREEN_REPLAY_ATTACK', undefined, 'at')).toBe('default-sr');
  });

  it('answers another default for webcams, where there is one, and what is asked for otherwise', () => {
    expect(pipelines.nameOf('PRESENTATION_ATTACK', undefined, 'at', 'DESKTOP')).toBe('pad-d-1');
    expect(pipelines.nameOf('PRESENTATION_ATTACK', 'pad-r-1', 'at', 'DESKTOP')).toBe('pad-r-1');
    expect(pipelines.nameOf('PRESENTATION_ATTACK', undefined, 'at', 'GENERAL')).toBe('pad-r-1');
    expect(pipelines.nameOf('DEEPFAKE_ATTACK', undefined, 'at', 'DESKTOP')).toBe('dfd-1');
  });

  it('knows what was added, for its own check alone', () => {
    expect(pipelines.nameOf('PRESENTATION_ATTACK', 'acme-pad', 'at')).toBe('acme-pad');
    expect(() => pipelines.nameOf('DEEPFAKE_ATTACK', 'acme-pad', 'checkModel.x')).toThrow(
      'checkModel.x.pipeline: unknown value "acme-pad" for DEEPFAKE_ATTACK; allowed: dfd-1',
    );
  });

  it('names every pipeline once where it says what is allowed', () => {
    expect(() => pipelines.nameOf('PRESENTATION_ATTACK', 'other', 'at')).toThrow(
      'allowed: pad-r-1, pad-d-1, pad-m-1, acme-pad',
    );
  });
});

it.each(['pad-m-1', 'dfd-1', 'default-dm', 'default-dfd'])('%s is a name of the contract', (name) => {
  expect(isContractName(name)).toBe(true);
});

it.each(MODELS.filter(isPipeline))('$name of the manifest says what its curve was fitted on', ({ calibration }) => {
  expect(calibration.fittedOn).toBeTruthy();
});
