import { describe, expect, it, vi } from 'vitest';
import { Lazy } from './lazy.ts';
import { SerialQueue } from './serial-queue.ts';
import { SharedTask } from './shared-task.ts';

/** Work that ends when told to, and rejects when its signal is aborted. */
function controllable() {
  let finish!: (value: string) => void;
  const work = vi.fn(
    (signal: AbortSignal) =>
      new Promise<string>((resolve, reject) => {
        finish = resolve;
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  );
  return { work, finish: (value: string) => finish(value) };
}

describe('SharedTask', () => {
  it('lets one caller give up without disturbing the other', async () => {
    const { work, finish } = controllable();
    const task = new SharedTask(work);
    const controller = new AbortController();
    const [one, other] = [task.join(controller.signal), task.join()];
    controller.abort(new Error('enough'));
    await expect(one).rejects.toThrow('enough');
    expect(task.abandoned).toBe(false);
    finish('done');
    await expect(other).resolves.toBe('done');
  });

  it('aborts the work when the last caller gives up', async () => {
    const { work } = controllable();
    const task = new SharedTask(work);
    const controllers = [new AbortController(), new AbortController()];
    const calls = controllers.map(({ signal }) => task.join(signal));
    for (const controller of controllers) controller.abort(new Error('enough'));
    for (const call of calls) await expect(call).rejects.toThrow('enough');
    expect(work.mock.calls[0]![0].aborted).toBe(true);
    expect(task.abandoned).toBe(true);
  });

  it('does not start waiting for a caller that had given up before', async () => {
    const { work, finish } = controllable();
    const task = new SharedTask(work);
    const other = task.join();
    await expect(task.join(AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    finish('done');
    await expect(other).resolves.toBe('done');
  });
});

describe('Lazy', () => {
  it('makes its value once, also for callers at the same time', async () => {
    const { work, finish } = controllable();
    const lazy = new Lazy(work);
    const calls = [lazy.get(), lazy.get()];
    finish('done');
    expect(await Promise.all(calls)).toEqual(['done', 'done']);
    expect(await lazy.get()).toBe('done');
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('tries again after a failure, and after all callers gave up', async () => {
    const make = vi.fn<(signal: AbortSignal) => Promise<string>>();
    make.mockRejectedValueOnce(new Error('no network'));
    make.mockImplementationOnce(
      (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    make.mockResolvedValueOnce('done');
    const lazy = new Lazy(make);
    await expect(lazy.get()).rejects.toThrow('no network');
    const controller = new AbortController();
    const given = lazy.get(controller.signal);
    controller.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    await expect(lazy.get()).resolves.toBe('done');
  });
});

describe('SerialQueue', () => {
  it('runs one after the other in the order of the calls, and goes on after a failure', async () => {
    const queue = new SerialQueue();
    const log: string[] = [];
    const step = (name: string) => async () => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      if (name === 'first') throw new Error('first failed');
    };
    const first = queue.run(step('first'));
    const second = queue.run(step('second'));
    await expect(first).rejects.toThrow('first failed');
    await second;
    expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('never starts work that was aborted before its turn', async () => {
    const queue = new SerialQueue();
    const controller = new AbortController();
    const work = vi.fn(async () => {});
    const first = queue.run(async () => controller.abort(new Error('enough')));
    await expect(Promise.all([first, queue.run(work, controller.signal)])).rejects.toThrow('enough');
    expect(work).not.toHaveBeenCalled();
  });
});
