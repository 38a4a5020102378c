import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskText } from './mask.ts';

describe('a masked text shows no', () => {
  const cases: [string, string, string][] = [
    ['e-mail address', 'write to Sara.A+shop@mail.example.com, please', 'write to •••, please'],
    ['address with blanks', 'sara @ example.com', '•••'],
    ['handle', 'my telegram is @sara_ahmadi', 'my telegram is •••'],
    ['international number', 'call +966 50 123-4567 now', 'call ••• now'],
    ['number in Arabic digits', 'رقمي ٠٥٠١٢٣٤٥٦٧ شكرا', 'رقمي ••• شكرا'],
    ['number in Persian digits', 'شماره‌ام ۰۹۱۲ ۳۴۵ ۶۷۸۹ است', 'شماره‌ام ••• است'],
    ['number in full-width digits', '０５０１２３４５６７', '•••'],
    ['number cut by direction marks', '050\u200e123\u200e4567', '•••'],
    ['number with brackets', '(021) 8877 6655', '(•••'],
    ['card number', '6037 9911 2233 4455', '•••'],
    ['identity number', 'کد ملی ۰۰۱۲۳۴۵۶۷۸', 'کد ملی •••'],
    ['code', 'order AB12-CD34 is late', 'order ••• is late'],
    ['UUID', 'x 3f2504e0-4f89-41d3-9a0c-0305e82c3301 y', 'x ••• y'],
    ['path of a link', 'see https://shop.example/orders/81723?u=sara ok', 'see https://shop.example/••• ok'],
    ['path of a link without scheme', 'wa.me/966501234567', 'wa.me/•••'],
  ];
  test.each(cases)('%s', (_what, text, expected) => {
    expect(maskText(text, [])).toBe(expected);
  });
});

describe('a masked text shows no known name', () => {
  const cases: [string, string, string, string][] = [
    ['whole', 'Sara Ahmadi', 'I am sara ahmadi.', 'I am •••.'],
    ['one word of it', 'Sara Ahmadi', "it is Ahmadi's order", "it is •••'s order"],
    ['with vowel marks', 'محمد', 'أنا مُحَمَّد', 'أنا •••'],
    ['with other letters', 'فاطمة كريمي', 'من فاطمه کریمی هستم', 'من ••• هستم'],
    ['with tatweel', 'سارة', 'أنا سـارة', 'أنا •••'],
    ['with a particle before it', 'سارة', 'قولوا لسارة', 'قولوا •••'],
    ['with an ending', 'احمدی', 'احمدی‌ام', '•••'],
    ['joined where it was parted', 'علی رضا', 'علی‌رضا گفت', '••• گفت'],
    ['with signs of patterns in it', 'A.*(b', 'a.*(b is me', '••• is me'],
  ];
  test.each(cases)('%s', (_what, name, text, expected) => {
    expect(maskText(text, [name])).toBe(expected);
  });
});

describe('what tells of nobody stays as it was written', () => {
  const cases: string[] = [
    '',
    'الموظف ممتاز، شكرًا جزيلًا!',
    'خیلی‌ بد بود؛ ۳ روز منتظر ماندم',
    'it came on 2026-11-22 and not on 22/11/2026',
    'it cost 1,250,000 and took 10:30 hours, order 12345',
    'open 24/7, and/or closed',
    'Sarah is not Sara’s', // no name is known
    'emoji 👍🏽 and combinations e\u0301',
  ];
  test.each(cases)('%s', (text) => {
    expect(maskText(text, ['', ' ', 'x', 'بن'])).toBe(text);
  });

  test('a name inside another word is that word', () => {
    expect(maskText('Annabel said: Ann', ['Ann'])).toBe('Annabel said: •••');
  });
});

test('a number of seven digits or more never survives, whatever stands around and between its digits', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 15 });
  const script = fc.constantFrom(0x30, 0x660, 0x6f0, 0xff10);
  const between = fc.constantFrom('', ' ', '-', '‑', '.', '\u200f', ' - ');
  fc.assert(
    fc.property(digits, script, between, fc.string(), fc.string(), (number, zero, gap, before, after) => {
      const written = number.map((digit) => String.fromCodePoint(zero + digit)).join(gap);
      expect(maskText(`${before} x ${written} x ${after}`, [])).not.toContain(written);
    }),
  );
});

test('nothing is invented: without its masks, the text is a part of what was written', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(fc.string(), { maxLength: 3 }),
      (text, names) => {
        let at = 0;
        for (const part of maskText(text, names).split('•••')) {
          const found = text.indexOf(part, at);
          expect(found).toBeGreaterThanOrEqual(at);
          at = found + part.length;
        }
      },
    ),
  );
});

test('a long hostile text takes no time', () => {
  const hostile = [
    'a'.repeat(50_000),
    '1 '.repeat(20_000),
    'a.'.repeat(20_000),
    '@'.repeat(50_000),
    'a1-'.repeat(20_000),
  ];
  const begun = performance.now();
  for (const text of hostile) maskText(text, ['aaaa aaaa']);
  expect(performance.now() - begun).toBeLessThan(5_000);
});
