import type { Period } from '../../../core/calendar/units.ts';
import { judgeUnit } from '../../../core/targets/judge-unit.ts';
import { isSettled, unitAfter, unitAt } from '../../../core/targets/periods.ts';
import type { Target } from '../../../core/targets/target.ts';
import type { Context } from '../../context.ts';
import { readJudgedPeriods, storeVerdicts } from './stored-verdicts.ts';
import { calendarsOf, type JudgedCalendar, kpisOf, readTargets, settingsFor } from './targets.ts';
import { readUnitFigures } from './unit-figures.ts';

const everything: Period = { from: 0, to: Number.MAX_SAFE_INTEGER };

/**
 * Stores the verdicts of every unit that has settled and was not judged yet, oldest first. Each unit is judged once,
 * by one process, however often and wherever this is called. Gives how many units were.
 */
export async function judgeSettled(context: Context): Promise<number> {
  const targets = await readTargets(context);
  let judged = 0;
  for (const calendar of calendarsOf(targets)) {
    const own = targets.filter((target) => target.unit === calendar.unit && target.calendar === calendar.calendar);
    for (let unit = await firstUnjudged(calendar, own, context); await isDue(unit, context);) {
      if (await judge(calendar, own, unit, context)) judged++;
      unit = unitAfter(unit, calendar.unit, settingsFor(context, calendar.calendar));
    }
  }
  return judged;
}

async function firstUnjudged(calendar: JudgedCalendar, targets: readonly Target[], context: Context): Promise<Period> {
  const settings = settingsFor(context, calendar.calendar);
  const last = (await readJudgedPeriods(context, calendar, everything)).at(-1);
  if (last !== undefined) return unitAfter(last, calendar.unit, settings);
  const begin = targets.reduce((least, { validFrom }) => Math.min(least, validFrom), Number.MAX_SAFE_INTEGER);
  return unitAt(begin, calendar.unit, settings);
}

/** A unit whose events are not all in the figures waits. */
async function isDue(unit: Period, context: Context): Promise<boolean> {
  return isSettled(unit, context.now()) && (await context.asOf()) >= unit.to;
}

async function judge(
  calendar: JudgedCalendar,
  targets: readonly Target[],
  unit: Period,
  context: Context,
): Promise<boolean> {
  const kpis = kpisOf(targets);
  const figuresOf = await readUnitFigures(kpis, [unit], null, context);
  const judgements = kpis.flatMap((kpi) =>
    judgeUnit(kpi, targets, figuresOf(kpi, unit), unit).map((each) => ({ ...each, kpi: kpi.id })),
  );
  return storeVerdicts(calendar, unit, judgements, context.now(), context.database);
}
