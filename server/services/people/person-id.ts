import type { JoinKind } from '../../../core/people/joins.ts';
import type { Context } from '../../context.ts';
import { customerKeyOf } from '../../ingest/keys.ts';

const byKey = /^key:([0-9a-f]{32})$/;

/** The id that facts know somebody by: an agent's own; of a customer the key, from his id or from `key:` and itself. */
export function personId(kind: JoinKind, written: string, { workspace }: Context): string {
  if (kind === 'agent') return written;
  return byKey.exec(written)?.[1] ?? customerKeyOf(workspace.secret, written);
}
