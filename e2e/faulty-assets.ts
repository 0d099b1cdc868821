import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connect, Plugin } from 'vite';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};
const HTML = '<!doctype html><title>Start page</title>';

type Fault = (response: ServerResponse, content: Buffer) => void | Promise<void>;

/** What can be wrong with a file. Each is given the right content, and answers the request in its own way. */
const FAULTS: Record<string, { readonly files: RegExp; readonly answer: Fault }> = {
  'missing-models': { files: /\.(onnx|tflite)$/, answer: (response) => void response.writeHead(404).end() },
  'html-models': {
    files: /\.(onnx|tflite)$/,
    answer: (response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end(HTML),
  },
  'altered-models': {
    files: /\.(onnx|tflite)$/,
    answer: (response, content) => {
      content[content.length >> 1]! ^= 1;
      response.end(content);
    },
  },
  'truncated-models': {
    files: /\.(onnx|tflite)$/,
    answer: (response, content) => void response.end(content.subarray(0, content.length >> 1)),
  },
  'padded-models': {
    files: /\.(onnx|tflite)$/,
    answer: (response, content) => void response.end(Buffer.concat([content, Buffer.alloc(16)])),
  },
  'broken-off-models': {
    files: /\.(onnx|tflite)$/,
    answer: async (response, content) => {
      response.setHeader('Content-Length', content.length);
      response.write(content.subarray(0, content.length >> 1));
      await sleep(50);
      response.destroy();
    },
  },
  'slow-models': {
    files: /\.(onnx|tflite)$/,
    answer: async (response, content) => {
      const step = Math.ceil(content.length / 40);
      for (let at = 0; at < content.length && !response.destroyed; at += step) {
        response.write(content.subarray(at, at + step));
        await sleep(50);
      }
      response.end();
    },
  },
  'stalled-models': {
    files: /\.(onnx|tflite)$/,
    answer: (response, content) => void response.write(content.subarray(0, 1000)),
  },
  'missing-pad-model': { files: /face-pad.*\.onnx$/, answer: (response) => void response.writeHead(404).end() },
  'missing-runtime': { files: /\.wasm$/, answer: (response) => void response.writeHead(404).end() },
  'html-runtime-script': {
    files: /(ort-|vision_)wasm.*js$/,
    answer: (response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end(HTML),
  },
  'missing-worker': { files: /(worker|tracker)\.js$/, answer: (response) => void response.writeHead(404).end() },
  'html-worker': {
    files: /(worker|tracker)\.js$/,
    answer: (response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end(HTML),
  },
  'hanging-worker': { files: /(worker|tracker)\.js$/, answer: () => {} },
  none: { files: /(?!)/, answer: () => {} },
};

/**
 * Serves dist/assets under `/faulty/<fault>/<any name>/`, with one thing wrong. The name keeps tests out of each other's
 * caches. `/faulty/requests/<any name>` answers how often each file was asked for.
 */
export function faultyAssets(): Plugin {
  const requests = new Map<string, Record<string, number>>();
  return {
    name: 'idem:faulty-assets',
    configureServer(server) {
      server.middlewares.use('/faulty', (request, response, next) => {
        answer(request, response, requests).catch(next);
      });
    },
  };
}

async function answer(
  request: Connect.IncomingMessage,
  response: ServerResponse,
  requests: Map<string, Record<string, number>>,
): Promise<void> {
  const [, fault = '', name = '', ...rest] = new URL(request.url ?? '/', 'http://localhost').pathname.split('/');
  if (fault === 'requests') {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(requests.get(name) ?? {}));
    return;
  }
  const path = rest.join('/');
  const counts = requests.get(name) ?? {};
  requests.set(name, { ...counts, [path]: (counts[path] ?? 0) + 1 });
  const file = join('dist/assets', path);
  const wrong = FAULTS[fault];
  if (!wrong) throw new Error(`Unknown fault ${fault}`);
  response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
  // A worker on a cross-origin isolated page has to say the same as the page.
  response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
  if (wrong.files.test(path)) return wrong.answer(response, await readFile(file));
  createReadStream(file)
    .on('error', () => response.writeHead(404).end())
    .pipe(response);
}
