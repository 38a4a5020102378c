import type { MessageKey, MessageParams } from '../../locales/messages.ts';

/** `good`: as it should be; `note`: works, but look at it; `bad`: does not work. */
export type Level = 'good' | 'note' | 'bad';

/** What one look found. */
export interface Finding {
  level: Level;
  key: MessageKey;
  params: MessageParams;
}

export function finding(level: Level, key: MessageKey, params: MessageParams = {}): Finding {
  return { level, key, params };
}
