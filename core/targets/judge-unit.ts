import type { Period } from '../calendar/units.ts';
import type { Figure } from '../kpis/figure.ts';
import type { Kpi } from '../kpis/kpi.ts';
import { type JudgedSubject, nearestTarget } from './nearest.ts';
import { isInForce, type Subject, type Target } from './target.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** One KPI's figures in one unit. */
export interface UnitFigures {
  workspace: Figure;
  teams: ReadonlyMap<string, Figure>;
  agents: ReadonlyMap<string, Figure>;
  /** Agents within each of their teams. */
  within: readonly { agent: string; team: string; figure: Figure }[];
  /** Of nothing: what somebody has who has no rows. */
  empty: Figure;
}

export interface Judgement {
  subject: Subject;
  withinTeam: string;
  target: Target;
  figure: Figure;
  verdict: Verdict;
}

/**
 * Verdicts on everybody whom a target holds for in a unit: the workspace, teams and agents with rows or with a
 * target of their own, and agents within each team. `targets`: those of the unit and calendar.
 */
export function judgeUnit(kpi: Kpi, targets: readonly Target[], figures: UnitFigures, period: Period): Judgement[] {
  const ownTargets = (kind: Subject['kind']) =>
    targets
      .filter((target) => target.kpi === kpi.id && target.subject.kind === kind && isInForce(target, period))
      .map(({ subject }) => subject.id);
  const named = (kind: 'team' | 'agent', known: ReadonlyMap<string, Figure>) =>
    [...new Set([...withRows(known), ...ownTargets(kind)])].toSorted();
  const judged = (subject: JudgedSubject, figure: Figure | undefined): Judgement[] => {
    const target = nearestTarget(targets, kpi, subject, period);
    if (target === null) return [];
    const found = figure ?? figures.empty;
    const { subject: who, withinTeam } = subject;
    return [{ subject: who, withinTeam, target, figure: found, verdict: verdictOf(kpi, found, target) }];
  };
  const within = figures.within.filter(({ agent, team, figure }) => agent !== '' && team !== '' && figure.n > 0);
  const teamsOf = (agent: string) => within.filter((each) => each.agent === agent).map(({ team }) => team);
  return [
    ...judged({ subject: { kind: 'workspace', id: '' }, withinTeam: '', teams: [] }, figures.workspace),
    ...named('team', figures.teams).flatMap((id) =>
      judged({ subject: { kind: 'team', id }, withinTeam: '', teams: [] }, figures.teams.get(id)),
    ),
    ...named('agent', figures.agents).flatMap((id) =>
      judged({ subject: { kind: 'agent', id }, withinTeam: '', teams: teamsOf(id) }, figures.agents.get(id)),
    ),
    ...within.flatMap(({ agent, team, figure }) =>
      judged({ subject: { kind: 'agent', id: agent }, withinTeam: team, teams: [] }, figure),
    ),
  ];
}

function withRows(figures: ReadonlyMap<string, Figure>): string[] {
  return [...figures].filter(([id, { n }]) => id !== '' && n > 0).map(([id]) => id);
}
