import type { MessageKey, MessageParams } from '../locales/messages.ts';

/** A command that was asked for in a way it cannot do: exit code 2. */
export class UsageError extends Error {
  readonly key: MessageKey;
  readonly params: MessageParams;

  constructor(key: MessageKey, params: MessageParams = {}) {
    super(key);
    this.name = 'UsageError';
    this.key = key;
    this.params = params;
  }
}
