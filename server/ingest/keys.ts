import { createHmac } from 'node:crypto';

/** Ids a generation of a workspace's memory holds; a miss costs some microseconds. */
const remembered = 10_000;

/**
 * Keys people's ids for one workspace: HMAC-SHA-256(workspace secret, id), its first 128 bits as 32 hex
 * digits. The same id has the same key for ever; without the secret nothing leads back to the id.
 */
export class PersonKeys {
  readonly #secret: string;
  #recent = new Map<string, string>();
  #before = new Map<string, string>();

  constructor(secret: string) {
    this.#secret = secret;
  }

  keyOf(id: string): string {
    const known = this.#recent.get(id) ?? this.#before.get(id);
    const key = known ?? createHmac('sha256', this.#secret).update(id).digest('hex').slice(0, 32);
    this.#remember(id, key);
    return key;
  }

  /** Two generations bound the memory and keep what is in use. */
  #remember(id: string, key: string): void {
    if (this.#recent.has(id)) return;
    if (this.#recent.size >= remembered) {
      this.#before = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(id, key);
  }
}

const keysBySecret = new Map<string, PersonKeys>();
const workspacesKept = 32;

/** The keys of a workspace, shared by every request of it. */
export function personKeys(secret: string): PersonKeys {
  let keys = keysBySecret.get(secret);
  if (!keys) {
    if (keysBySecret.size >= workspacesKept) keysBySecret.clear();
    keys = new PersonKeys(secret);
    keysBySecret.set(secret, keys);
  }
  return keys;
}

/** Key of a customer's or visitor's id in the workspace that has this secret. */
export function customerKeyOf(secret: string, customerId: string): string {
  return personKeys(secret).keyOf(customerId);
}

/** Key of a stream's name, by which an erased one is known again: never the name, which may hold a person's id. */
export function streamKeyOf(secret: string, stream: string): string {
  return createHmac('sha256', secret).update(`stream\0${stream}`).digest('hex').slice(0, 32);
}
