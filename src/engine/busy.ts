import { EkycError } from '../contract/error.ts';
import type { SerialQueue } from '../models/serial-queue.ts';

/** Pictures that wait are held in memory. */
const MAX_WAITING = 16;

/** @throws {EkycError} ENGINE_BUSY */
export function refuseWhenBusy(queue: SerialQueue): void {
  if (queue.waiting < MAX_WAITING) return;
  const message = `${MAX_WAITING} calls are waiting already: await some of them before you make more.`;
  throw new EkycError('ENGINE_BUSY', message);
}
