import { describe, expect, it } from 'vitest';
import { probability } from './calibration.ts';
import { inputTensor } from './input-tensor.ts';
import { isPipeline, MODELS } from './manifest.ts';

describe('the manifest', () => {
  it('names every model and file once', () => {
    for (const key of ['id', 'file', 'sha256'] as const) {
      expect(new Set(MODELS.map((model) => model[key])).size).toBe(MODELS.length);
    }
    const names = MODELS.filter(isPipeline).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(MODELS.filter(({ calibration }) => calibration))(
    '$id: thresholds rise from SOFT over REGULAR to HARD',
    (model) => {
      const { SOFT, REGULAR, HARD } = model.calibration!.thresholds;
      expect(SOFT ?? REGULAR).toBeLessThanOrEqual(REGULAR);
      expect(HARD ?? REGULAR).toBeGreaterThanOrEqual(REGULAR);
    },
  );
});

describe('pipelines against presentation attacks', () => {
  const pads = MODELS.filter(isPipeline).filter(({ type }) => type === 'PRESENTATION_ATTACK');

  it.each(pads)('$name: webcams score lower, so their thresholds lie under those of other cameras', (model) => {
    const { thresholds, desktop } = model.calibration;
    expect(desktop!.thresholds.SOFT).toBeLessThan(thresholds.SOFT);
    expect(desktop!.thresholds.REGULAR).toBeLessThan(thresholds.REGULAR);
  });
});

describe('probability', () => {
  const curve = { slope: 2, thresholds: { SOFT: -1, REGULAR: 0.5 }, fittedOn: 'a test' };

  it('is one half at the threshold of the calibration, and rises with the score', () => {
    expect(probability(0.5, curve)).toBe(0.5);
    expect(probability(-1, curve, 'SOFT')).toBe(0.5);
    expect(probability(0.6, curve)).toBeGreaterThan(0.5);
    expect(probability(1e6, curve)).toBe(1);
    expect(probability(-1e6, curve)).toBe(0);
  });

  it('refuses a calibration that the curve does not have', () => {
    expect(() => probability(0, curve, 'HARD')).toThrow(RangeError);
  });
});

describe('inputTensor', () => {
  const spec = { name: 'input', width: 2, height: 1, mean: 10, scale: 0.5 };
  const pixels = new Uint8ClampedArray([10, 20, 30, 255, 40, 50, 60, 255]);

  it('lays planes one after the other, in the order of the channels', () => {
    expect([...inputTensor(pixels, { ...spec, channels: 'RGB' })]).toEqual([0, 15, 5, 20, 10, 25]);
    expect([...inputTensor(pixels, { ...spec, channels: 'BGR' })]).toEqual([10, 25, 5, 20, 0, 15]);
  });

  it('takes a mean and a scale of its own for each plane, in the order of the channels', () => {
    const perPlane = { ...spec, mean: [10, 20, 30], scale: [1, 0.5, 0.1] };
    expect([...inputTensor(pixels, { ...perPlane, channels: 'RGB' })]).toEqual([0, 30, 0, 15, 0, 3].map(Math.fround));
    expect([...inputTensor(pixels, { ...perPlane, channels: 'BGR' })]).toEqual([20, 50, 0, 15, -2, 1].map(Math.fround));
  });

  it('weighs grey as BT.601 does', () => {
    const [first, second] = inputTensor(pixels, { ...spec, channels: 'GREY' });
    expect(first).toBeCloseTo((0.299 * 10 + 0.587 * 20 + 0.114 * 30 - 10) / 2, 5);
    expect(second).toBeCloseTo((0.299 * 40 + 0.587 * 50 + 0.114 * 60 - 10) / 2, 5);
  });
});
