import type { BareNetwork } from './bare-network.ts';

/** What the child process is asked, one thing at a time. */
export type NativeRequest =
  | {
      readonly load: {
        /** Path of onnxruntime-node. */
        readonly module: string;
        readonly networks: readonly BareNetwork[];
        readonly models: string;
        readonly inputs: string;
        readonly threads: number;
      };
    }
  | { readonly run: { readonly id: string; readonly times: number } };

/** Milliseconds of each run, none of a load; or what went wrong. */
export type NativeReply = { readonly ms: readonly number[] } | { readonly error: string };
