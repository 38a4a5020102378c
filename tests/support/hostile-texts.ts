/** Texts that have broken somebody's software, built by code so that each is exactly what it says. */
export const hostileTexts: readonly string[] = [
  ...new Set([
    ...controlCharacters(),
    ...surrogates(),
    ...directionMarks(),
    ...joiners(),
    ...combining(),
    ...arabicAndPersian(),
    ...digits(),
    ...emoji(),
    ...normalForms(),
    ...injections(),
    ...numbersAndWords(),
    ...lengths(),
    ...planes(),
  ]),
];

function controlCharacters(): string[] {
  const all = Array.from({ length: 0x20 }, (_, code) => `a${String.fromCharCode(code)}b`);
  return [
    ...all,
    '\0',
    '\0\0\0',
    'a\0',
    '\0a',
    '\x7f',
    'a\u0080b',
    'a\u0085b',
    'a\u009fb',
    'a\r\nb',
    '\u2028',
    '\u2029',
    '\ufeffa',
    '\ufffe',
    '\uffff',
    '\ufffd',
  ];
}

function surrogates(): string[] {
  const lone = ['\ud800', '\udbff', '\udc00', '\udfff'];
  return [
    ...lone,
    ...lone.flatMap((half) => [`a${half}`, `${half}a`, `a${half}b`, `${half}${half}`, `${half}\0`]),
    '\udc00\ud800',
    '😀\ud83d',
    '\ude00😀',
    `${'\ud800'.repeat(100)}`,
  ];
}

function directionMarks(): string[] {
  const marks = [
    '\u200e',
    '\u200f',
    '\u061c',
    '\u202a',
    '\u202b',
    '\u202c',
    '\u202d',
    '\u202e',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
  ];
  return [
    ...marks.flatMap((mark) => [`a${mark}b`, `${mark}سلام`]),
    '\u202eexe.gpj',
    '\u2066'.repeat(200),
    marks.join(''),
  ];
}

function joiners(): string[] {
  return [
    'می\u200cروم',
    'نمی\u200c\u200cدانم',
    '\u200c',
    'x\u200d',
    'ه\u200d',
    'a\u200bb',
    'a\u2060b',
    'a\u00adb',
    'a\u034fb',
    'a\u180eb',
    'کتاب\u200cها',
    'لا\u200dإله',
  ];
}

function combining(): string[] {
  return [
    `e${'\u0301'.repeat(1_000)}`,
    `Z${'\u0335\u0322'.repeat(60)}`,
    `ب${'\u064e\u0651'.repeat(100)}`,
    '\u0301',
    'a\u20dd',
    'ก็็็็็็็็',
  ];
}

function arabicAndPersian(): string[] {
  const letters = [...'ابپتثجچحخدذرزژسشصضطظعغفقكکگلمنهويیىةءآأإؤئۀەٱ'];
  return [
    ...letters.map((letter) => `${letter}${letter}`),
    'غَيْرُ رَاضٍ إِطْلَاقًا',
    'راضـــــٍ',
    'ﷺ',
    'ﷲ',
    '﴾آية﴿',
    'ﻻ',
    'ﭘﺮﺳﺶ',
    'سؤال؟ نعم، لا؛ ٪١٠٠',
    'قیمت: ۱۲٬۳۴۵٫۶۷ ریال',
    'ة ۀ هٔ',
    'ي ی ى',
    'ك ک ڪ',
    'إنّ أنْ آن',
    '١٢٣abc۴۵۶',
    'א ב ج',
    'السَّلَامُ عَلَيْكُمْ',
    'خیلی\u00a0بد',
    'سیئ\u200f!',
    '\u0600١',
    '\u06dd١',
    'ـ',
    '،',
    'رقم 12-34 (A/B) في «العنوان»',
    'https://مثال.إختبار/مسار?س=١',
    'یک\nدو\tسه',
  ];
}

function digits(): string[] {
  const zeros = ['0', '٠', '۰', '०', '০', '０', '𝟎', '𞥐'];
  return zeros.flatMap((zero) => {
    const first = zero.codePointAt(0) ?? 0;
    const all = Array.from({ length: 10 }, (_, i) => String.fromCodePoint(first + i)).join('');
    return [all, `-${all}`, `${zero}.${zero}`];
  });
}

function emoji(): string[] {
  return [
    '😊',
    '☹️',
    '☹',
    '👍🏽',
    '👩‍👩‍👧‍👦',
    '🏳️‍🌈',
    '🇮🇷🇸🇦',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '1️⃣',
    '🧑🏿‍🦽',
    '👁️‍🗨️',
    '❤️‍🔥',
    '🤷🏼‍♀️',
    '☪️🕋',
    '🟥🟨🟩',
    '٤️⃣',
    '⭐️⭐️⭐️',
    '😀'.repeat(500),
    '👨\u200d',
    '\ufe0f',
    '🫥',
  ];
}

function normalForms(): string[] {
  return ['é', 'ñ', 'Å', 'ﬁ', '①', 'ｶﾞ', '각', 'ẛ̣', 'آ', 'ۀ', 'İ', 'ß', 'ς', 'Ǆ', 'ǰ', 'ﬃ', 'ゔ', 'Ω'].flatMap(
    (text) => [text, text.normalize('NFD'), text.normalize('NFKC'), text.normalize('NFKD')],
  );
}

function injections(): string[] {
  return [
    "'; DROP TABLE events; --",
    "' OR '1'='1",
    '" OR ""="',
    "Robert'); DROP TABLE",
    "a' UNION SELECT secret FROM workspaces --",
    '`id`',
    '\\',
    '\\\\',
    "\\'",
    '\\"',
    '\\N',
    '\\0',
    '\\x00',
    '\\u0000',
    '\\ud800',
    '{}',
    '{id:String}',
    '{workspaceId:UInt32}',
    '?',
    '$1',
    ':id',
    '@id',
    'SETTINGS max_threads=0',
    'FORMAT CSV',
    'INSERT INTO events VALUES',
    '{{7*7}}',
    '${7*7}',
    '<%= 7*7 %>',
    '#{7*7}',
    '%s%s%s%n',
    '%d %x %p',
    '%00',
    '%0a',
    '../../etc/passwd',
    '..\\..\\windows',
    'C:\\nul',
    'file:///etc/passwd',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '"><svg/onload=alert(1)>',
    'javascript:alert(1)',
    '&lt;b&gt;',
    '<!--',
    ']]>',
    '<?xml version="1.0"?>',
    '=1+1',
    '+1',
    '＝1+1',
    '\ufeff=1+1',
    '\r=1+1',
    '-1',
    '@SUM(A1)',
    '=cmd|"/C calc"!A0',
    '\t=1',
    ',;|\t',
    '"quoted","csv"',
    'a"b',
    "a'b",
    '$(id)',
    '`id`;',
    '| ls',
    '; ls',
    '&& ls',
    '\n\nHTTP/1.1 200 OK',
    'a\r\nBcc: x@example.org',
    '{"$ne":null}',
    '{"$gt":""}',
    '[]',
    '[object Object]',
    '\u001b[31mred\u001b[0m',
    "'||pg_sleep(10)||'",
    '(SELECT 1)',
    '/*',
    '*/',
    '--',
    ';',
  ];
}

function numbersAndWords(): string[] {
  return [
    'null',
    'undefined',
    'NaN',
    'Infinity',
    '-Infinity',
    'true',
    'false',
    'nil',
    'None',
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '0',
    '-0',
    '1e309',
    '1e-400',
    '9007199254740993',
    '18446744073709551616',
    '-9223372036854775809',
    '0x10',
    '1_000',
    '1,000.5',
    '٣٫٥',
    '1e1000000000',
    '1970-01-01',
    '2026-02-30T25:61:61Z',
    '12:00',
    '\\N',
    'NULL',
    '(null)',
    'id',
    'workspace_id',
    ' leading',
    'trailing ',
    '  ',
    '\u00a0',
    '\u3000',
    '',
  ];
}

function lengths(): string[] {
  return [
    'x'.repeat(199),
    'x'.repeat(200),
    'x'.repeat(201),
    'ش'.repeat(200),
    '😀'.repeat(100),
    '😀'.repeat(101),
    'ب'.repeat(10_000),
    'x'.repeat(200_000),
    'x'.repeat(200_001),
    'م'.repeat(1_000_000),
  ];
}

function planes(): string[] {
  const codes = [
    0x7f, 0x80, 0x7ff, 0x800, 0xfff, 0xd7ff, 0xe000, 0xfdd0, 0xffff, 0x10000, 0x1ffff, 0x20000, 0x2fffe, 0xe0001,
    0xf0000, 0x10fffe, 0x10ffff,
  ];
  return codes.map((code) => `<${String.fromCodePoint(code)}>`);
}
