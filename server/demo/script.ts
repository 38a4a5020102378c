import type { SentEvent } from '../../contract/events.ts';
import type { EventType } from '../../core/events/types.ts';

type SentOf<T extends EventType> = Extract<SentEvent, { type: T }>;
/** What a scene says of an event; the script adds the rest. */
export type Fields<T extends EventType> = Omit<
  SentOf<T>,
  'id' | 'type' | 'at' | 'source' | 'history' | 'conversationId'
>;

/** The events of one conversation (or call, or day) as they are made up, in the order they happen. */
export interface Script {
  readonly id: string;
  readonly events: SentEvent[];
  /** Adds an event of this conversation; what would happen after `end` has not happened yet. */
  add<T extends EventType>(type: T, at: number, fields: Fields<T>): void;
}

/** A script whose events all carry `conversationId`. */
export function conversationScript(id: string, end: number): Script {
  return scriptWith(id, end, { conversationId: id });
}

/** A script of events that belong to no conversation. */
export function looseScript(id: string, end: number): Script {
  return scriptWith(id, end, {});
}

function scriptWith(id: string, end: number, common: { conversationId?: string }): Script {
  const events: SentEvent[] = [];
  return {
    id,
    events,
    add: (type, at, fields) => {
      if (at > end) return;
      const number = String(events.length + 1).padStart(2, '0');
      const event = {
        id: `${id}-${number}`,
        type,
        at: new Date(at).toISOString(),
        history: true,
        ...common,
        ...fields,
      };
      events.push(event as SentOf<typeof type>);
    },
  };
}
