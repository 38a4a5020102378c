import { Temporal } from 'temporal-polyfill/full';

export const msPerHour = 3_600_000;
export const hoursPerWeek = 168;

/**
 * Which hour of the week an hour is on the clocks of a zone: 0 is Monday's first, 167 Sunday's last. Hours are
 * counted since 1970 in UTC. Where clocks differ from UTC by a part of an hour, it is the local hour in which
 * the UTC hour begins.
 */
export function weekHours(zone: string): (hour: number) => number {
  let known = { from: 0, to: 0, offsetHours: 0 };
  return (hour) => {
    if (hour < known.from || hour >= known.to) known = sameOffsetFrom(hour, zone);
    // 1970 began on a Thursday, 72 hours after Monday's first.
    const local = Math.floor(hour + known.offsetHours) + 72;
    return ((local % hoursPerWeek) + hoursPerWeek) % hoursPerWeek;
  };
}

/** From an hour up to the next time that clocks are changed. */
function sameOffsetFrom(hour: number, zone: string): { from: number; to: number; offsetHours: number } {
  const moment = Temporal.Instant.fromEpochMilliseconds(hour * msPerHour).toZonedDateTimeISO(zone);
  const change = moment.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  return { from: hour, to: change / msPerHour, offsetHours: moment.offsetNanoseconds / 3.6e12 };
}
