import { randomUUID } from 'node:crypto';
import type { Client } from './clients.ts';

const mostTries = 5;

/**
 * chDB answers a statement that fails half-way with the error, and puts the rows it had already written
 * before the answer to the connection's next statement: perhaps another workspace's. A connection on
 * which something failed is therefore tried with a word of its own until it answers with that alone.
 */
export interface Leftovers {
  /** A statement failed on this connection. */
  mayBeIn(client: Client): void;
  /** Resolves when the connection holds nothing of earlier statements; throws when it cannot be cleared. */
  clear(client: Client): Promise<void>;
}

export function createLeftovers(): Leftovers {
  const suspects = new WeakSet<Client>();
  return {
    mayBeIn: (client) => void suspects.add(client),
    async clear(client) {
      if (!suspects.has(client)) return;
      for (let tries = 0; tries < mostTries; tries++) {
        if (await answersOnlyWhatIsAsked(client)) {
          suspects.delete(client);
          return;
        }
      }
      throw new Error('a connection keeps giving rows of an earlier statement');
    },
  };
}

async function answersOnlyWhatIsAsked(client: Client): Promise<boolean> {
  const word = randomUUID();
  const result = await client.query({
    query: 'SELECT {word:String}',
    query_params: { word },
    format: 'JSONCompactEachRow',
  });
  const text = await result.text();
  return text.trim() === JSON.stringify([word]);
}
