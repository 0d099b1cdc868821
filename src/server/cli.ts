#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { generateKey, type KeyKind, KINDS } from './keygen.ts';

const HELP = `Usage: npx idem-ekyc keygen <key id> [--kind p-256|x25519] [--folder DIR]

Makes a key pair that pages seal pictures to and a server opens them with.

  <key id>   1 to 64 characters of A-Z a-z 0-9 . _ - that name the key in every payload, such as bank-2026
  --kind     p-256 (default), which all browsers know, or x25519
  --folder   where the two files go; the current folder when left out`;

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      kind: { type: 'string', default: 'p-256' },
      folder: { type: 'string', default: '.' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [command, keyId, ...rest] = positionals;
  if (values.help || command === undefined) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  if (command !== 'keygen' || rest.length > 0) throw new Error(`'${positionals.join(' ')}' is no command.\n\n${HELP}`);
  if (keyId === undefined) throw new Error(`Give the key an id.\n\n${HELP}`);
  if (!isKind(values.kind)) throw new Error(`--kind: '${values.kind}' is none of ${KINDS.join(', ')}.`);
  const { privateFile, publicFile, publicKey } = generateKey(keyId, values.kind, values.folder);
  process.stdout.write(
    [
      `${privateFile}: the private key. It opens every payload: keep it on the server, readable by nobody else.`,
      `${publicFile}: the public key.`,
      '',
      'In the page:',
      `  await ekyc.setEncryptionKey('${publicKey}', '${keyId}');`,
      '',
    ].join('\n'),
  );
}

function isKind(kind: string): kind is KeyKind {
  return (KINDS as readonly string[]).includes(kind);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
