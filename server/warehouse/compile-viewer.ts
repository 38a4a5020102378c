import type { Viewer } from '../../core/kpis/question.ts';
import type { FactName } from '../../core/sessions/facts.ts';
import { testConditions } from './compile-conditions.ts';
import { type Params } from './params.ts';

/** The conditions that keep a read of a fact to the viewer's rows; false where he sees none. */
export function viewerConditions(fact: FactName, { workspaceId, sees }: Viewer, params: Params): string[] {
  const workspace = `workspace_id = ${params.add('UInt32', workspaceId)}`;
  if (sees === 'everything') return [workspace];
  const ways = (sees[fact] ?? []).map((where) => testConditions(fact, where, params));
  if (ways.some((tests) => tests.length === 0)) return [workspace];
  const any = ways.map((tests) => `(${tests.join(' AND ')})`);
  return [workspace, any.length === 0 ? 'false' : `(${any.join(' OR ')})`];
}
