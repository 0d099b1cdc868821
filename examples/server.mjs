// Opens what pages seal to it: node examples/server.mjs <key id> <private key.pem> [port]
// POST /selfie?session=ID with the payload as body. The page seals with { externalMeta: ID } and this key's public half.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { EkycError, openPayload, scoreEvidence } from 'idem-ekyc/server';

const [keyId, file, port = '8080'] = process.argv.slice(2);
const keys = { [keyId]: await readFile(file, 'utf8') };
const seen = new Set(); // In production a table that all servers share, with rows deleted after 24 hours.

const server = createServer(async (request, response) => {
  const answer = (status, body) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (request.method !== 'POST' || pathname !== '/selfie') return answer(404, { message: 'POST /selfie' });
  try {
    const parts = [];
    let size = 0;
    for await (const part of request) {
      size += part.length;
      if (size > 16_000_000) return answer(413, { message: 'At most 16 MB' });
      parts.push(part);
    }
    const { image, evidence, nonce, externalMeta, sealedAt } = await openPayload(Buffer.concat(parts), { keys });
    if (externalMeta !== searchParams.get('session')) return answer(403, { message: 'Sealed for another session' });
    if (seen.has(nonce)) return answer(409, { message: 'Sent before' });
    seen.add(nonce);
    const photo = { sha256: createHash('sha256').update(image).digest('hex') };
    // Below 0.5 it is likely injected. What was found is for the log, not for the page.
    const { probability } = scoreEvidence(evidence, { photo, sealedAt, replayed: false });
    answer(200, { bytes: image.length, sealedAt, captured: probability >= 0.5 }); // Here the picture would be stored, or checked.
  } catch (error) {
    if (error instanceof EkycError) answer(error.status, error);
    else answer(500, { message: 'Internal error' });
  }
});
server.listen(Number(port), () => console.log(`http://localhost:${server.address().port}`));
