import { foldText } from '../../language/folding.ts';

/** Calendars in which tables are written. */
export type WrittenCalendar = 'gregory' | 'persian' | 'islamic-umalqura';

/** Names of the months from the first, each as it is written in one place or another. */
const written: Readonly<Record<WrittenCalendar, readonly (readonly string[])[]>> = {
  gregory: [
    ['يناير', 'كانون الثاني', 'جانفي', 'ژانویه', 'january', 'jan'],
    ['فبراير', 'شباط', 'فيفري', 'فوریه', 'february', 'feb'],
    ['مارس', 'آذار', 'march', 'mar'],
    ['أبريل', 'إبريل', 'نيسان', 'أفريل', 'آوریل', 'april', 'apr'],
    ['مايو', 'أيار', 'ماي', 'مه', 'می', 'may'],
    ['يونيو', 'يونيه', 'حزيران', 'جوان', 'ژوئن', 'june', 'jun'],
    ['يوليو', 'يوليه', 'تموز', 'جويلية', 'يوليوز', 'ژوئیه', 'جولای', 'july', 'jul'],
    ['أغسطس', 'آب', 'أوت', 'غشت', 'اوت', 'آگوست', 'august', 'aug'],
    ['سبتمبر', 'أيلول', 'شتنبر', 'سپتامبر', 'september', 'sept', 'sep'],
    ['أكتوبر', 'تشرين الأول', 'اکتبر', 'october', 'oct'],
    ['نوفمبر', 'تشرين الثاني', 'نونبر', 'نوامبر', 'november', 'nov'],
    ['ديسمبر', 'كانون الأول', 'دجنبر', 'دسامبر', 'december', 'dec'],
  ],
  persian: [
    ['فروردین', 'farvardin'],
    ['اردیبهشت', 'ordibehesht'],
    ['خرداد', 'khordad'],
    ['تیر', 'tir'],
    ['مرداد', 'امرداد', 'mordad'],
    ['شهریور', 'shahrivar'],
    ['مهر', 'mehr'],
    ['آبان', 'aban'],
    ['آذر', 'azar'],
    ['دی', 'dey'],
    ['بهمن', 'bahman'],
    ['اسفند', 'esfand'],
  ],
  'islamic-umalqura': [
    ['محرم', 'المحرم', 'muharram'],
    ['صفر', 'safar'],
    ['ربيع الأول', 'ربیع‌الاول', 'rabi al-awwal', 'rabi i'],
    ['ربيع الثاني', 'ربيع الآخر', 'ربیع‌الثانی', 'rabi al-thani', 'rabi ii'],
    ['جمادى الأولى', 'جمادى الأول', 'جمادی‌الاول', 'jumada al-ula', 'jumada i'],
    ['جمادى الآخرة', 'جمادى الثانية', 'جمادى الآخر', 'جمادی‌الثانی', 'jumada al-akhira', 'jumada ii'],
    ['رجب', 'rajab'],
    ['شعبان', 'shaban'],
    ['رمضان', 'ramadan'],
    ['شوال', 'shawwal'],
    ['ذو القعدة', 'ذي القعدة', 'ذیقعده', 'ذی‌القعده', 'dhu al-qadah'],
    ['ذو الحجة', 'ذي الحجة', 'ذیحجه', 'ذی‌الحجه', 'dhu al-hijjah'],
  ],
};

export interface NamedMonth {
  calendar: WrittenCalendar;
  /** From 1. */
  month: number;
}

const byName = new Map<string, NamedMonth>();
for (const calendar of Object.keys(written) as WrittenCalendar[]) {
  for (const [index, names] of written[calendar].entries()) {
    for (const name of names) byName.set(foldText(name), { calendar, month: index + 1 });
  }
}

/** The longest first: «ربيع الأول» is no «ربيع» with a word too many. */
const namePattern = new RegExp(
  `(?<!\\p{L})(${[...byName.keys()].toSorted((a, b) => b.length - a.length).join('|')})(?!\\p{L})`,
  'u',
);

/** The first month named in a folded text, and the text with its name replaced by `#`; null where there is none. */
export function findMonth(folded: string): { named: NamedMonth; rest: string } | null {
  const found = namePattern.exec(folded)?.[1];
  const named = found === undefined ? undefined : byName.get(found);
  return found === undefined || named === undefined ? null : { named, rest: folded.replace(namePattern, ' # ') };
}
