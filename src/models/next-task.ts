/**
 * Resolves when the messages that wait have been taken. WASM runs without a pause, and its promises never let one in: an abort would
 * arrive when all is done.
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
