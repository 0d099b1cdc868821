/**
 * The content of a body, read no further than needed to know that it is too long: at most one byte more than `limit`.
 *
 * @param onChunk told of the length so far, as bytes arrive.
 */
export async function readBody(
  body: ReadableStream<Uint8Array>,
  limit: number,
  onChunk: (length: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const room = limit + 1 - length;
    chunks.push(value.length > room ? value.subarray(0, room) : value);
    length += Math.min(value.length, room);
    onChunk(length);
    if (length > limit) {
      await reader.cancel();
      break;
    }
  }
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
