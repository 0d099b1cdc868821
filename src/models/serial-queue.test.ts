import { expect, it } from 'vitest';
import { SerialQueue } from './serial-queue.ts';

it('runs one piece of work at a time, in the order of the calls', async () => {
  const queue = new SerialQueue();
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 1));
    events.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all([queue.run(work('a')), queue.run(work('b'))])).toEqual(['a', 'b']);
  expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

it('goes on after a failure, which only its own caller sees', async () => {
  const queue = new SerialQueue();
  const failed = queue.run(() => Promise.reject(new Error('broken')));
  const next = queue.run(async () => 'fine');
  await expect(failed).rejects.toThrow('broken');
  expect(await next).toBe('fine');
});

it('lets go of waiting work at once when its signal is aborted', async () => {
  const queue = new SerialQueue();
  let finish = () => {};
  const first = queue.run(() => new Promise<void>((resolve) => (finish = resolve)));
  const controller = new AbortController();
  let started = false;
  const second = queue.run(async () => {
    started = true;
  }, controller.signal);
  await Promise.resolve();
  expect(queue.waiting).toBe(1);
  controller.abort(new Error('enough'));
  await expect(second).rejects.toThrow('enough');
  expect(queue.waiting).toBe(0);
  finish();
  await first;
  await queue.run(async () => {});
  expect(started).toBe(false);
});
