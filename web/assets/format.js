/** Latin digits, save in Persian: as people of the language expect without having chosen. */
const tag = { ar: 'ar-u-nu-latn', fa: 'fa-u-nu-arabext' }[document.documentElement.lang] ?? 'en';
/** Dates in the calendar of everyday life. */
const dateTag =
  { ar: 'ar-u-nu-latn-ca-gregory', fa: 'fa-u-nu-arabext-ca-persian' }[document.documentElement.lang] ?? 'en';

/** What stands where nobody measured anything: never 0. */
export const none = '—';

const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
const precise = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const rating = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const share = new Intl.NumberFormat(tag, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
// The short forms of Persian are words; the narrow ones would be Latin letters.
const style = document.documentElement.lang === 'fa' ? 'short' : 'narrow';
const duration = new Intl.DurationFormat(tag, { style });
const noTime = new Intl.DurationFormat(tag, { style, secondsDisplay: 'always' });

/** @type {Record<string, (value: number) => string>} */
const units = {
  count: (value) => whole.format(value),
  score: (value) => precise.format(value),
  points: (value) => precise.format(value),
  rating: (value) => rating.format(value),
  share: (value) => share.format(value),
  seconds: inWords,
  hours: (value) => inWords(value * 3600),
  perHour: (value) => precise.format(value),
  times: (value) => rating.format(value),
};

/**
 * A value in its unit.
 * @param {number | null} value
 * @param {string} unit as the API names it
 */
export function formatValue(value, unit) {
  return value === null ? none : (units[unit] ?? precise.format)(value);
}

/** @param {number} value */
export function formatCount(value) {
  return whole.format(value);
}

/**
 * The two largest parts of a time: 1 h 5 min, 2 min 10 s.
 * @param {number} seconds an interval may begin below zero
 */
function inWords(seconds) {
  const rounded = Math.round(Math.abs(seconds));
  const parts = [
    ['days', Math.floor(rounded / 86_400)],
    ['hours', Math.floor((rounded % 86_400) / 3600)],
    ['minutes', Math.floor((rounded % 3600) / 60)],
    ['seconds', rounded % 60],
  ];
  const first = parts.findIndex(([, count]) => Number(count) > 0);
  if (first < 0) return noTime.format({ seconds: 0 });
  const words = duration.format(Object.fromEntries(parts.slice(first, first + 2)));
  return seconds < 0 ? `\u2212${words}` : words;
}

/**
 * An instant in the workspace's zone.
 * @param {string} instant ISO 8601
 * @param {string} zone IANA
 */
export function formatTime(instant, zone) {
  return new Intl.DateTimeFormat(dateTag, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  );
}

/**
 * @param {string} instant ISO 8601
 * @param {string} zone IANA
 */
export function formatDay(instant, zone) {
  return new Intl.DateTimeFormat(dateTag, { timeZone: zone, dateStyle: 'medium' }).format(new Date(instant));
}

/**
 * A text of the page with its `{names}` filled. Each value stands apart in its own direction, so that
 * numbers, percents and names keep their places in a sentence of either.
 * @param {string | undefined} text
 * @param {Record<string, string>} values
 */
export function fill(text = '', values) {
  return text.replaceAll(/\{(\w+)\}/g, (_, name) => apart(values[name] ?? ''));
}

/**
 * From one value to another, in the direction of the page.
 * @param {string} from
 * @param {string} to
 */
export function formatRange(from, to) {
  return `${apart(from)} \u2013 ${apart(to)}`;
}

/** @param {string} text between FIRST STRONG ISOLATE and its end */
function apart(text) {
  return `\u2068${text}\u2069`;
}
