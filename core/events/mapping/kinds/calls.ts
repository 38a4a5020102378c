import { saysYes } from '../value-words.ts';
import type { KnownColumns, SentEventMapping } from './columns.ts';
import { customerFields, ownerFields, ratingEvent } from './shared.ts';
import { timeOf } from './times.ts';

type Condition = NonNullable<SentEventMapping['when']>[number];

/** Written for a call that nobody talked in. */
const noTalk = ['', '0', '0:00', '00:00', '0:00:00', '00:00:00'];

/** A list of calls: a row a call. Null where the table is none. */
export function callsMapping(columns: KnownColumns): SentEventMapping[] | null {
  if (!columns.has('call', 'talk') || !columns.has('at')) return null;
  const at = timeOf(columns, 'at');
  if (at === undefined) return null;
  const named = columns.name('call');
  const id = named === undefined ? '{#content}' : `{${named}}`;
  const [wait, talk] = [columns.name('wait'), columns.name('talk')];
  const { answered, missed } = outcomes(columns, talk);
  const owner = ownerFields(columns);
  const customer = customerFields(columns, id);
  const waited = wait === undefined ? [] : [wait];
  const over = talk === undefined ? waited : [...waited, talk];
  const events: SentEventMapping[] = [
    {
      type: 'conversation.started',
      id: `${id}:started`,
      at,
      fields: { channel: { constant: 'phone' }, ...customer, ...columns.fields({ topic: ['topic'] }) },
    },
    { type: 'call.queued', id: `${id}:queued`, at, fields: { ...owner, ...columns.fields({ dialled: ['dialled'] }) } },
    { type: 'call.answered', id: `${id}:answered`, at: { ...at, plusSeconds: waited }, when: answered, fields: owner },
    {
      type: 'call.ended',
      id: `${id}:ended`,
      at: { ...at, plusSeconds: over },
      when: answered,
      fields: { ...owner, ...resolvedField(columns) },
    },
    { type: 'call.abandoned', id: `${id}:abandoned`, at: { ...at, plusSeconds: waited }, when: missed },
  ];
  const rating = ratingEvent(columns, { at: { ...at, plusSeconds: [...over, 1] }, conversation: id, owner });
  const all = rating === null ? events : [...events, rating];
  const own = { conversationId: { template: id }, callId: { template: id } };
  return all.map((event) => ({ ...event, fields: { ...own, ...event.fields } }));
}

/** Which rows are answered calls: by their own column, else by somebody having talked. */
function outcomes(columns: KnownColumns, talk: string | undefined): { answered: Condition[]; missed: Condition[] } {
  const status = columns.take('answered');
  const yes = status?.profile.distinct.filter(saysYes) ?? [];
  if (status !== undefined && yes.length > 0) {
    return { answered: [{ column: status.name, is: yes }], missed: [{ column: status.name, isNot: yes }] };
  }
  const column = talk ?? '';
  return { answered: [{ column, isNot: noTalk }], missed: [{ column, is: noTalk }] };
}

function resolvedField(columns: KnownColumns): SentEventMapping['fields'] {
  const column = columns.take('resolved');
  if (column === undefined) return {};
  const { name, profile } = column;
  return { resolved: { column: name, map: Object.fromEntries(profile.distinct.map((word) => [word, saysYes(word)])) } };
}
