import { expect, test } from 'vitest';
import ar from './headings/ar.json' with { type: 'json' };
import en from './headings/en.json' with { type: 'json' };
import fa from './headings/fa.json' with { type: 'json' };
import { headingKey, type Meaning, meaningOfHeading, meanings } from './meanings.ts';

const languages = { ar, en, fa } satisfies Record<string, Record<Meaning, string[]>>;

test('no heading means two things, in whatever language', () => {
  const meant = new Map<string, string>();
  for (const words of Object.values(languages)) {
    for (const meaning of meanings) {
      for (const word of words[meaning]) {
        expect([word, meant.get(headingKey(word)) ?? meaning]).toEqual([word, meaning]);
        meant.set(headingKey(word), meaning);
      }
    }
  }
});

test('every meaning has words in every language', () => {
  for (const words of Object.values(languages)) {
    expect(Object.keys(words).toSorted()).toEqual([...meanings].toSorted());
    for (const meaning of meanings) expect([meaning, words[meaning].length]).not.toEqual([meaning, 0]);
  }
});

// The columns of the satisfaction report and of the customer-service report, as they are printed there.
test.each([
  ['اسم المستخدم', 'agent'],
  ['اسم الفريق', 'team'],
  ['التاريخ والوقت', 'at'],
  ['المعلومات المتعلقة بجهة الاتصال', 'customer'],
  ['التقييم', 'rating'],
  ['التعليقات', 'comment'],
  ['رابط المحادثة', 'link'],
  ['اسم العميل', 'customer'],
  ['اسم الموظف', 'agent'],
  ['رقم الهاتف', 'phone'],
  ['القناة', 'channel'],
  ['تاريخ أول رسالة', 'firstMessage'],
  ['تاريخ آخر رسالة', 'lastMessage'],
  ['مدة الجلسة', 'duration'],
  ['معرف المحادثة', 'conversation'],
  ['معرف الجلسة', 'session'],
  ['وقت الاستجابة الأول', 'firstResponse'],
  ['مدة حل المشكلة', 'resolution'],
  ['بسته‌شده توسط', 'agent'],
  ['نام تیم', 'team'],
  ['تاریخ و زمان', 'at'],
  ['اطلاعات مخاطب', 'customer'],
  ['امتیاز', 'rating'],
  ['نظرات', 'comment'],
  ['لینک گفتگو', 'link'],
  ['نام مشتری', 'customer'],
  ['نام اپراتور', 'agent'],
  ['شماره تلفن', 'phone'],
  ['شماره موبایل', 'phone'],
  ['کانال', 'channel'],
  ['تاریخ اولین پیام', 'firstMessage'],
  ['تاریخ آخرین پیام', 'lastMessage'],
  ['مدت نشست', 'duration'],
  ['شناسه گفتگو', 'conversation'],
  ['شناسه نشست', 'session'],
  ['زمان اولین پاسخ', 'firstResponse'],
  ['مدت حل مشکل', 'resolution'],
  ['User name', 'agent'],
  ['Team name', 'team'],
  ['Date and time', 'at'],
  ['Contact information', 'customer'],
  ['Rating', 'rating'],
  ['Comments', 'comment'],
  ['Conversation link', 'link'],
  ['Customer name', 'customer'],
  ['Agent name', 'agent'],
  ['Phone number', 'phone'],
  ['Channel', 'channel'],
  ['First message date', 'firstMessage'],
  ['Last message date', 'lastMessage'],
  ['Session duration', 'duration'],
  ['Conversation ID', 'conversation'],
  ['First response time', 'firstResponse'],
  ['Resolution duration', 'resolution'],
] as const)('%s', (heading, meaning) => expect(meaningOfHeading(heading)).toBe(meaning));

test('spelling, case, vowels, articles and units in brackets do not matter', () => {
  const spellings = ['مدّة الجلسة', 'مدة جلسه', 'مدة الجلسة (ثانية)', 'SESSION_DURATION', 'Session-Duration [s]'];
  expect(spellings.map(meaningOfHeading)).toEqual(spellings.map(() => 'duration'));
  expect(meaningOfHeading('شماره تماس‌گيرنده')).toBe('phone');
  expect(meaningOfHeading('something else')).toBeNull();
  expect(meaningOfHeading('')).toBeNull();
});
