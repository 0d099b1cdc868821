import { inRepository } from '../scripts/repository.ts';
import { type StaticServer, serve } from '../scripts/static-server.ts';
import { SAMPLES } from './product.ts';

/** Path on the server of what benches make for themselves. */
export const INPUTS = '/inputs/';

/** What one visit fetched: bytes by path, headers included. */
export type Sent = Readonly<Record<string, number>>;

export interface BenchServer extends StaticServer {
  /** What was sent since the last call. */
  takeSent(): Sent;
}

/** Serves the page, the SDK, the bare page, the runtime as npm has it, and the inputs of the bare runs. */
export async function startBenchServer(inputs: string, isolated: boolean): Promise<BenchServer> {
  let sent: Record<string, number> = {};
  const server = await serve({
    mounts: {
      '/': inRepository('eval/host-page'),
      '/sdk/': inRepository('dist'),
      [SAMPLES]: inRepository('samples'),
      '/bare/': inRepository('bench/bare-page'),
      '/ort/': inRepository('node_modules/onnxruntime-web/dist'),
      [INPUTS]: inputs,
    },
    isolated,
    onSent(path, bytes) {
      sent[path] = (sent[path] ?? 0) + bytes;
    },
  });
  return {
    ...server,
    takeSent() {
      const taken = sent;
      sent = {};
      return taken;
    },
  };
}
