import type { Bench } from './bench.ts';
import { document } from './document/bench.ts';
import { guidance } from './guidance/bench.ts';
import { payload } from './payload/bench.ts';
import { toJsonLine } from './report.ts';
import { runBench } from './run-bench.ts';
import { search } from './search/bench.ts';
import { toTables } from './tables.ts';
import { TASKS } from './tasks/index.ts';
import type { BenchTask } from './tasks/task.ts';

/** All benches by the name they are asked for with. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  ...Object.fromEntries(Object.entries(TASKS).map(([name, task]) => [name, checkBench(name, task)])),
  document,
  guidance,
  payload,
  search,
};

function checkBench(name: string, task: BenchTask): Bench {
  return {
    description: task.description,
    samples: [task.face, task.doc].filter((file) => file !== undefined),
    async run(options) {
      const report = await runBench(name, task, options);
      return { text: toTables(report), json: toJsonLine(report) };
    },
  };
}
