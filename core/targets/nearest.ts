import type { Period } from '../calendar/units.ts';
import type { Kpi } from '../kpis/kpi.ts';
import { isInForce, isTotal, type Subject, type Target } from './target.ts';

/** A figure that may be held to a target. */
export interface JudgedSubject {
  subject: Subject;
  /** An agent's figure within this team; '' for all of it. */
  withinTeam: string;
  /** Of an agent's whole figure: the teams that he had rows of it with. */
  teams: readonly string[];
}

/**
 * The target that holds for a figure in a unit, of those of its KPI, unit and calendar: the nearest wins.
 * An agent's whole figure: his own target, else that of his team if he had exactly one, else the workspace's.
 * His figure within a team: the team's, else the workspace's. A team's: its own, else the workspace's. Totals are
 * held to their own subject's target alone. Null where none holds.
 */
export function nearestTarget(
  targets: readonly Target[],
  kpi: Kpi,
  judged: JudgedSubject,
  period: Period,
): Target | null {
  const inForce = targets.filter((target) => target.kpi === kpi.id && isInForce(target, period));
  for (const subject of isTotal(kpi) ? ownSubject(judged) : nearestFirst(judged)) {
    const own = inForce.find((target) => target.subject.kind === subject.kind && target.subject.id === subject.id);
    if (own !== undefined) return own;
  }
  return null;
}

const workspace: Subject = { kind: 'workspace', id: '' };

function ownSubject({ subject, withinTeam }: JudgedSubject): Subject[] {
  return withinTeam === '' ? [subject] : [];
}

function nearestFirst({ subject, withinTeam, teams }: JudgedSubject): Subject[] {
  if (subject.kind === 'workspace') return [workspace];
  if (withinTeam !== '') return [{ kind: 'team', id: withinTeam }, workspace];
  const [team, ...others] = teams;
  const only: Subject[] = team !== undefined && others.length === 0 ? [{ kind: 'team', id: team }] : [];
  return [subject, ...(subject.kind === 'agent' ? only : []), workspace];
}
