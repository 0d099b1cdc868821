import { describePublicKey, type KeyPair } from './keys.ts';
import type { PayloadStore, StoredKey } from './payload-store.ts';
import { P256 } from './suites.ts';

/** A key that has sealed for this long is replaced. */
const ROTATION_MS = 30 * 24 * 3_600_000;

/** The keys that payloads are sealed to unless a server's is given: made on first use, known to this origin alone. */
export class EngineKeys {
  readonly #store: PayloadStore;
  readonly #graceMs: number;

  /** @param graceMs how long a key that was replaced still opens payloads. */
  constructor(store: PayloadStore, graceMs: number) {
    this.#store = store;
    this.#graceMs = graceMs;
  }

  /** The key to seal to. */
  async current(now = Date.now()): Promise<KeyPair> {
    const keys = newestFirst(await this.#store.keys());
    await this.#removeOutdated(keys, now);
    const [newest] = keys;
    if (!newest || now - newest.createdAt > ROTATION_MS) return this.rotate(now);
    return describe(newest);
  }

  /** Replaces the current key. The old one opens what was sealed to it for the time of grace. */
  async rotate(now = Date.now()): Promise<KeyPair> {
    const keyPair = await P256.suite.GenerateKeyPair(false);
    const key = await describe(keyPair as CryptoKeyPair);
    const { keyId, publicKey, privateKey } = key;
    await this.#store.addKey({ keyId, publicKey, privateKey, createdAt: now });
    return key;
  }

  /** Among all keys that may still open payloads. */
  async find(keyId: string, now = Date.now()): Promise<KeyPair | undefined> {
    const keys = newestFirst(await this.#store.keys());
    const found = keys.find((key, i) => key.keyId === keyId && !this.#isOutdated(keys[i - 1], now));
    return found && describe(found);
  }

  async #removeOutdated(keys: readonly StoredKey[], now: number): Promise<void> {
    for (const [i, { keyId }] of keys.entries()) {
      if (this.#isOutdated(keys[i - 1], now)) await this.#store.removeKey(keyId);
    }
  }

  /** A key is outdated when the one that came after it is older than the time of grace. */
  #isOutdated(successor: StoredKey | undefined, now: number): boolean {
    return successor !== undefined && now - successor.createdAt > this.#graceMs;
  }
}

function newestFirst(keys: readonly StoredKey[]): StoredKey[] {
  return [...keys].sort((p, q) => q.createdAt - p.createdAt || (p.keyId < q.keyId ? -1 : 1));
}

async function describe({ publicKey, privateKey }: Pick<StoredKey, 'publicKey' | 'privateKey'>): Promise<KeyPair> {
  return { ...(await describePublicKey(P256, publicKey)), privateKey };
}
