import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inRepository } from '../scripts/repository.ts';
import type { BareNetwork, BareRuntime } from './bare-network.ts';
import type { NativeReply, NativeRequest } from './native-protocol.ts';

/** Networks on onnxruntime's native build, in a process of its own. `module` is the path of onnxruntime-node. */
export async function startBareNative(
  module: string,
  networks: readonly BareNetwork[],
  inputs: string,
  threads: number,
): Promise<BareRuntime> {
  const child = fork(fileURLToPath(new URL('native-child.ts', import.meta.url)));
  const close = async () => {
    child.disconnect();
  };
  try {
    await ask(child, { load: { module, networks, models: inRepository('public/models'), inputs, threads } });
    return { run: (id, times) => ask(child, { run: { id, times } }), close };
  } catch (error) {
    if (child.connected) child.disconnect();
    throw error;
  }
}

function ask(child: ChildProcess, request: NativeRequest): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error('The process of the native build ended.'));
    child.once('exit', onExit);
    child.once('message', (reply: NativeReply) => {
      child.off('exit', onExit);
      if ('ms' in reply) resolve([...reply.ms]);
      else reject(new Error(reply.error));
    });
    child.send(request);
  });
}
