import type { InferenceSession } from 'onnxruntime-web/wasm';
import { EkycError } from '../contract/error.ts';
import { inputShape } from './input-spec.ts';
import type { NetworkEntry } from './network-entry.ts';
import type { PipelineOutput } from './pipeline-spec.ts';

/** What is read of a tensor that a run answers. */
interface OutputTensor {
  readonly data: unknown;
  readonly type: string;
  readonly dims: readonly number[];
}

/**
 * Holds the inputs of a network against what its entry says.
 *
 * @throws {EkycError} MODEL_UNUSABLE
 */
export function examineInput({ id, input }: NetworkEntry, session: InferenceSession): void {
  const { inputNames, inputMetadata } = session;
  if (inputNames.length !== 1 || inputNames[0] !== input.name) {
    const advice =
      inputNames.length === 1
        ? 'Change input.name.'
        : 'A pipeline feeds one input: export the network so that it has one.';
    throw unusable(id, `the network takes ${names(inputNames)}, and not ${names([input.name])} alone. ${advice}`);
  }
  const [found] = inputMetadata;
  if (!found?.isTensor || found.type !== 'float32') {
    const type = found?.isTensor ? `${found.type} numbers` : 'no tensor';
    throw unusable(id, `input ${names([input.name])} takes ${type}. Export the network with an input of float32.`);
  }
  const wanted = inputShape(input);
  // No shape at all means that the file does not tell it.
  if (found.shape.length === 0 || fits(found.shape, wanted)) return;
  throw unusable(
    id,
    `input ${names([input.name])} takes ${shape(found.shape)}, and its pipeline gives ${shape(wanted)}. Change batch, channels, height and width of input, or export the network for [batch, planes, height, width].`,
  );
}

/**
 * The one output that counts, as rows.
 *
 * @throws {EkycError} MODEL_UNUSABLE
 */
export function examineOutput(
  { id, input }: NetworkEntry,
  { name, columns }: PipelineOutput,
  outputs: Readonly<Record<string, OutputTensor>>,
): Float32Array {
  const tensor = Object.hasOwn(outputs, name) ? outputs[name] : undefined;
  if (!tensor) {
    throw unusable(
      id,
      `the network answers ${names(Object.keys(outputs))}, and not ${names([name])}. Change output.name.`,
    );
  }
  const { data, type, dims } = tensor;
  if (!(data instanceof Float32Array)) {
    throw unusable(id, `output ${names([name])} is of ${type}. Export the network with an output of float32.`);
  }
  const { batch = 1 } = input;
  if (data.length === columns || data.length === batch * columns) return data;
  throw unusable(
    id,
    `output ${names([name])} has the shape ${shape(dims)}, which is neither one row of ${columns} nor one for each of ${batch} crops. Change output.columns or input.batch.`,
  );
}

function unusable(id: string, message: string): EkycError {
  return new EkycError('MODEL_UNUSABLE', `${id}: ${message}`);
}

/** A name in place of a number stands for any. */
function fits(found: readonly (number | string)[], wanted: readonly number[]): boolean {
  return found.length === wanted.length && found.every((side, i) => typeof side !== 'number' || side === wanted[i]);
}

function names(values: readonly string[]): string {
  return values.map((value) => JSON.stringify(value.slice(0, 60))).join(', ') || 'nothing';
}

function shape(sides: readonly (number | string)[]): string {
  return `[${sides.join(', ')}]`;
}
