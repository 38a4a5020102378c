import { z } from 'zod';
import type { CalendarId, Period } from '../../../core/calendar/units.ts';
import { type Figure, isSameValue } from '../../../core/kpis/figure.ts';
import type { Kpi } from '../../../core/kpis/kpi.ts';
import { judgeUnit, type UnitFigures } from '../../../core/targets/judge-unit.ts';
import { unitsBetween } from '../../../core/targets/periods.ts';
import { seesFigure } from '../../../core/targets/sight.ts';
import {
  type JudgedUnit,
  type Subject,
  type SubjectKind,
  subjectKinds,
  type Target,
} from '../../../core/targets/target.ts';
import type { Context } from '../../context.ts';
import { readCursor, writeCursor } from '../cursors.ts';
import { beginOfDay } from './create-target.ts';
import { type JudgedPeriod, readJudgedPeriods, readStoredVerdicts, type StoredVerdict } from './stored-verdicts.ts';
import { kpisOf, readTargets, settingsFor } from './targets.ts';
import { readUnitFigures } from './unit-figures.ts';

export interface VerdictsQuery {
  unit: JudgedUnit;
  calendar?: CalendarId | undefined;
  kpi?: string | undefined;
  subjectKind?: SubjectKind | undefined;
  subjectId?: string | undefined;
  /** Days of the workspace's zone: the units that hold them and those between. By default all up to the running one. */
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
}

export interface VerdictRow extends Omit<StoredVerdict, 'from'> {
  kpiOf: Kpi;
  period: Period;
  /** Epoch ms; null: provisional. */
  judgedAt: number | null;
  /** The figure as it is now, where it is another than was judged. */
  today: Figure | null;
}

const unitsPerPage = 13;
const unitPlace = z.tuple([z.int().min(0).max(8.64e15)]);

/**
 * Verdicts, newest unit first, thirteen units a page: of units that were judged as they were stored, of younger
 * ones as figures and targets are now. Throws RidaError('invalidRequest') for a foreign cursor or what is no day.
 */
export async function listVerdicts(
  query: VerdictsQuery,
  context: Context,
): Promise<{ rows: VerdictRow[]; nextCursor: string | null }> {
  const settings = settingsFor(context, query.calendar);
  const calendar = { unit: query.unit, calendar: settings.calendar };
  const targets = (await readTargets(context, calendar)).filter(({ kpi }) => kpi === (query.kpi ?? kpi));
  const begin = targets.reduce((least, { validFrom }) => Math.min(least, validFrom), Number.MAX_SAFE_INTEGER);
  const first = Math.max(begin, query.from === undefined ? 0 : beginOfDay(query.from, settings));
  const last = Math.min(context.now(), query.to === undefined ? context.now() : beginOfDay(query.to, settings));
  const end = query.cursor === undefined ? last : readCursor(query.cursor, unitPlace)[0];
  const found = unitsBetween(first, end, query.unit, settings, unitsPerPage + 1);
  const units = found.slice(-unitsPerPage);
  const rows = await rowsOf(units, targets, query, context);
  const older = found.length > unitsPerPage ? found[0] : undefined;
  return {
    rows: rows.filter((row) => isAsked(row, query) && isSeen(row, context)),
    nextCursor: older ? writeCursor([older.from]) : null,
  };
}

async function rowsOf(
  units: readonly Period[],
  targets: readonly Target[],
  query: VerdictsQuery,
  context: Context,
): Promise<VerdictRow[]> {
  const [first, last] = [units[0], units.at(-1)];
  if (first === undefined || last === undefined) return [];
  const calendar = { unit: query.unit, calendar: settingsFor(context, query.calendar).calendar };
  const { subjectKind: kind, subjectId = '' } = query;
  const [judged, stored, figuresOf] = await Promise.all([
    readJudgedPeriods(context, calendar, { from: first.from, to: last.to }),
    readStoredVerdicts(context, calendar, units),
    readUnitFigures(kpisOf(targets), units, kind === undefined ? null : { kind, id: subjectId }, context),
  ]);
  return units.toReversed().flatMap((unit) => {
    const past = judged.find(({ from }) => from === unit.from);
    return kpisOf(targets).flatMap((kpi) =>
      past === undefined
        ? provisional(kpi, targets, figuresOf(kpi, unit), unit)
        : asStored(kpi, stored, figuresOf(kpi, unit), past),
    );
  });
}

function provisional(kpi: Kpi, targets: readonly Target[], figures: UnitFigures, period: Period): VerdictRow[] {
  return judgeUnit(kpi, targets, figures, period).map(({ subject, withinTeam, target, figure, verdict }) => ({
    kpi: kpi.id,
    kpiOf: kpi,
    subject,
    withinTeam,
    period,
    targetId: target.id,
    targetValue: target.value,
    minimum: target.minimum,
    verdict,
    figure,
    judgedAt: null,
    today: null,
  }));
}

function asStored(
  kpi: Kpi,
  stored: readonly StoredVerdict[],
  figures: UnitFigures,
  { judgedAt, from, to }: JudgedPeriod,
): VerdictRow[] {
  return stored
    .filter((each) => each.kpi === kpi.id && each.from === from)
    .toSorted(widestFirst)
    .map((each) => {
      const now = figureIn(figures, each.subject, each.withinTeam);
      const today = sameFigure(now, each.figure) ? null : now;
      return { ...each, kpiOf: kpi, period: { from, to }, judgedAt, today };
    });
}

/** In the order in which `judgeUnit` gives them. */
function widestFirst(one: StoredVerdict, other: StoredVerdict): number {
  const place = ({ subject, withinTeam }: StoredVerdict) =>
    [withinTeam === '' ? subjectKinds.indexOf(subject.kind) : subjectKinds.length, subject.id, withinTeam] as const;
  const [[kind, id, team], [otherKind, otherId, otherTeam]] = [place(one), place(other)];
  if (kind !== otherKind) return kind - otherKind;
  if (id !== otherId) return id < otherId ? -1 : 1;
  return team < otherTeam ? -1 : 1;
}

function figureIn(figures: UnitFigures, { kind, id }: Subject, withinTeam: string): Figure {
  const { workspace, teams, agents, within, empty } = figures;
  if (kind === 'workspace') return workspace;
  if (kind === 'team') return teams.get(id) ?? empty;
  if (withinTeam === '') return agents.get(id) ?? empty;
  return within.find(({ agent, team }) => agent === id && team === withinTeam)?.figure ?? empty;
}

/** Whether two figures are the same, their intervals included. */
function sameFigure(one: Figure, other: Figure): boolean {
  const numbers = ({ value, interval }: Figure) => [value, ...(interval ?? [null, null])];
  const others = numbers(other);
  return one.n === other.n && numbers(one).every((value, i) => isSameValue(value, others[i] ?? null));
}

function isSeen({ kpiOf: kpi, subject, withinTeam }: VerdictRow, { actor }: Context): boolean {
  return seesFigure(actor.sight, kpi, subject, withinTeam);
}

function isAsked({ subject }: VerdictRow, { subjectKind, subjectId }: VerdictsQuery): boolean {
  const { kind, id } = subject;
  return (subjectKind === undefined || kind === subjectKind) && (subjectId === undefined || id === subjectId);
}
