import { maskText } from '../../../core/people/mask.ts';
import type { DataClass, Extent, Sight } from '../../../core/people/roles.ts';
import type { Params } from '../../warehouse/params.ts';

/** Who a row or a session is of; '' for nobody. */
export interface Whose {
  agentId: string;
  teamId: string;
}

/** How a piece of a row is shown: as it is, with what names a person made unreadable, or not at all. */
export type Showing = 'open' | 'masked' | 'withheld';

/** How much of a class of data somebody sees of something that these people worked on. */
export function showingOf({ sees, teamIds, agentIds }: Sight, data: DataClass, whose: readonly Whose[]): Showing {
  const ofSelf = whose.some(({ agentId }) => agentId !== '' && agentIds.includes(agentId));
  switch (sees[data]) {
    case 'everything':
      return 'open';
    case 'masked':
      return 'masked';
    case 'ownTeams':
      return ofSelf || whose.some(({ teamId }) => teamId !== '' && teamIds.includes(teamId)) ? 'open' : 'withheld';
    case 'oneself':
      return ofSelf ? 'open' : 'withheld';
    // What a policy tells of one's own ratings is figures of several, never a single one.
    case 'byPolicy':
    case 'nothing':
      return 'withheld';
  }
}

/** Somebody's words as they are shown; `knownNames`: what the customer is called, made unreadable where they are masked. */
export function shownText(showing: Showing, text: string, knownNames: readonly string[]): string | null {
  if (showing === 'masked') return maskText(text, knownNames);
  return showing === 'open' ? text : null;
}

/** A name, number or link as it is shown: nothing would be left of it masked. */
export function shownDetail(showing: Showing, detail: string): string | null {
  return showing === 'open' ? detail : null;
}

/** The rows that somebody may list: everybody's, his teams' and his own, or his own. */
export function listedExtent({ sees }: Sight): 'everything' | 'ownTeams' | 'oneself' {
  const extent = sees.othersFigures;
  return extent === 'everything' || extent === 'ownTeams' ? extent : 'oneself';
}

/** Whether what these people worked on may be listed at all. */
export function isListed(sight: Sight, whose: readonly Whose[]): boolean {
  const listed = { ...sight, sees: { ...sight.sees, othersFigures: listedExtent(sight) } };
  return showingOf(listed, 'othersFigures', whose) === 'open';
}

/**
 * The same decision as a condition on a table with `agent_id` and `team_id`: which rows show a class openly. What is
 * masked holds for no row, so that nobody finds by a name that he may not read.
 */
export function openCondition(sight: Sight, extent: Extent, params: Params): string {
  const ofSelf = `(agent_id != '' AND agent_id IN ${params.add('Array(String)', sight.agentIds)})`;
  switch (extent) {
    case 'everything':
      return 'true';
    case 'ownTeams':
      return `(${ofSelf} OR (team_id != '' AND team_id IN ${params.add('Array(String)', sight.teamIds)}))`;
    case 'oneself':
      return ofSelf;
    case 'masked':
    case 'byPolicy':
    case 'nothing':
      return 'false';
  }
}
