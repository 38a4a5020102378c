import fc from 'fast-check';
import { type Schedule, type Shift, type Week, weekdays } from '../../core/calendar/schedules.ts';
import { defaultRules, type FoldRules } from '../../core/sessions/rules.ts';

const shift = (from: string, to: string): Shift => ({ from, to });
const week = (...shifts: Shift[]): Week => Object.fromEntries(weekdays.map((weekday) => [weekday, shifts]));
const always = (usual: Week) => [{ validFrom: null, validTo: null, week: usual }];

function schedule(id: number, zone: string, versions: Schedule['versions'], more: Partial<Schedule> = {}): Schedule {
  return { id, name: `schedule ${id}`, zone, versions, overrides: [], holidays: [], ...more };
}

/**
 * Working hours around the time of random histories: nights and split days, for a team, a channel and a site, that
 * begin and end in it; what no schedule covers is among it.
 */
export const rulesWithHours: FoldRules = {
  ...defaultRules,
  schedules: {
    schedules: [
      schedule(1, 'Asia/Riyadh', always(week(shift('08:00', '12:00'), shift('16:00', '20:00'))), {
        holidays: [{ name: 'h', date: '2026-02-03', shifts: [] }],
      }),
      schedule(2, 'Asia/Tehran', always(week(shift('22:00', '06:00')))),
      schedule(3, 'UTC', [
        { validFrom: '2026-02-01', validTo: '2026-02-03', week: week(shift('00:00', '24:00')) },
        { validFrom: '2026-02-05', validTo: null, week: week(shift('23:00', '01:00')) },
      ]),
      schedule(4, 'Africa/Cairo', always({})),
    ],
    assignments: [
      { scheduleId: 1, scope: 'workspace', scopeId: '', validFrom: '2026-02-01', validTo: '2026-02-20' },
      { scheduleId: 2, scope: 'team', scopeId: 't', validFrom: null, validTo: null },
      { scheduleId: 3, scope: 'channel', scopeId: 'web', validFrom: null, validTo: null },
      { scheduleId: 4, scope: 'channel', scopeId: 'kiosk', validFrom: null, validTo: null },
      { scheduleId: 3, scope: 'site', scopeId: 'b:1', validFrom: null, validTo: null },
    ],
  },
};

/** No rules of one's own, or working hours. */
export const anyRules: fc.Arbitrary<FoldRules> = fc.constantFrom(defaultRules, rulesWithHours);
