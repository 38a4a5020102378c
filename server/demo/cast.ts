import type { Channel } from '../../core/events/types.ts';
import type { Locale } from '../../core/language/locales.ts';
import type { Random } from './random.ts';

/** The demo's workspace: an online shop with customers in three languages. Everybody in it is invented. */
export const demoWorkspace = { name: 'متجر رضا (demo)', zone: 'Asia/Riyadh', locale: 'ar' } as const;

/** Riyadh keeps one offset all year, so local hours are plain sums. */
export const demoOffsetHours = 3;

export interface DemoTeam {
  id: string;
  name: string;
  language: Locale;
}

export const demoTeams: readonly DemoTeam[] = [
  { id: 'care-ar', name: 'خدمة العملاء', language: 'ar' },
  { id: 'care-fa', name: 'پشتیبانی فارسی', language: 'fa' },
  { id: 'care-en', name: 'English desk', language: 'en' },
];

export interface DemoAgent {
  id: string;
  name: string;
  teamId: string;
  /** Local hours between which the agent works. */
  shift: readonly [number, number];
  /** Days off, 0 Sunday … 6 Saturday. */
  daysOff: readonly number[];
  /** Median seconds to a reply: at the year's beginning and end. */
  replySeconds: readonly [number, number];
  /** Share of rating customers who are satisfied, other things equal: at the year's beginning and end. */
  satisfiedShare: readonly [number, number];
}

/** What stays the same from the year's beginning to its end. */
const steady = (value: number): readonly [number, number] => [value, value];

const early = [8, 16] as const;
const middle = [12, 20] as const;
const late = [15, 23] as const;

/** سارا محمدی improves over the year; the others stay what they are. */
export const demoAgents: readonly DemoAgent[] = (
  [
    ['a01', 'هدى العتيبي', 'care-ar', early, [5, 6], steady(70), steady(0.88)],
    ['a02', 'سالم الحربي', 'care-ar', early, [4, 5], steady(110), steady(0.8)],
    ['a03', 'نورة القحطاني', 'care-ar', middle, [5, 6], steady(60), steady(0.9)],
    ['a04', 'فهد الشمري', 'care-ar', middle, [0, 5], steady(150), steady(0.72)],
    ['a05', 'مريم الهاشمي', 'care-ar', late, [5, 6], steady(90), steady(0.84)],
    ['a06', 'يوسف منصور', 'care-ar', late, [1, 2], steady(130), steady(0.76)],
    ['a07', 'زهرا احمدی', 'care-fa', early, [5], steady(80), steady(0.86)],
    ['a08', 'امیر رضایی', 'care-fa', middle, [4, 5], steady(120), steady(0.78)],
    ['a09', 'سارا محمدی', 'care-fa', late, [5, 6], [240, 75], [0.52, 0.9]],
    ['a10', 'Emma Clarke', 'care-en', early, [5, 6], steady(65), steady(0.88)],
    ['a11', 'Daniel Reed', 'care-en', middle, [5, 6], steady(100), steady(0.8)],
    ['a12', 'Omar Haddad', 'care-en', late, [0, 1], steady(140), steady(0.74)],
  ] as const
).map(([id, name, teamId, shift, daysOff, replySeconds, satisfiedShare]) => ({
  id,
  name,
  teamId,
  shift,
  daysOff,
  replySeconds,
  satisfiedShare,
}));

export const languageShares: Readonly<Record<Locale, number>> = { ar: 0.6, fa: 0.22, en: 0.18 };

export const channelShares: Readonly<Record<Locale, Partial<Record<Channel, number>>>> = {
  ar: { whatsapp: 0.45, web: 0.2, instagram: 0.15, phone: 0.12, email: 0.05, telegram: 0.03 },
  fa: { telegram: 0.4, instagram: 0.25, web: 0.2, phone: 0.1, email: 0.05 },
  en: { web: 0.4, whatsapp: 0.25, email: 0.25, phone: 0.1 },
};

export const topicShares = {
  'طلب جديد': 0.2,
  توصيل: 0.28,
  استبدال: 0.16,
  دفع: 0.15,
  حساب: 0.12,
  'عطل فني': 0.09,
} as const;
export type DemoTopic = keyof typeof topicShares;

export interface DemoCustomer {
  id: string;
  name: string;
  phone: string;
  email: string;
  language: Locale;
}

const givenNames: Readonly<Record<Locale, readonly string[]>> = {
  ar: ['أحمد', 'فاطمة', 'خالد', 'ريم', 'عبدالله', 'منى', 'تركي', 'جواهر', 'حسن', 'لمى', 'بدر', 'أسماء', 'وليد', 'شهد'],
  fa: ['علی', 'مریم', 'رضا', 'نرگس', 'حسین', 'الهام', 'مهدی', 'پریسا', 'کاوه', 'نگار'],
  en: ['James', 'Sophie', 'Adam', 'Grace', 'Liam', 'Hannah', 'Noah', 'Olivia'],
};
const familyNames: Readonly<Record<Locale, readonly string[]>> = {
  ar: ['الغامدي', 'الزهراني', 'العنزي', 'المطيري', 'السبيعي', 'الخالدي', 'البلوشي', 'الكعبي'],
  fa: ['کریمی', 'حسینی', 'مرادی', 'جعفری', 'صادقی', 'نوری'],
  en: ['Walker', 'Hughes', 'Turner', 'Bennett', 'Cooper', 'Shaw'],
};

const customersPerLanguage: Readonly<Record<Locale, number>> = { ar: 2600, fa: 950, en: 800 };

/** A customer of that language; a few come often. Phone numbers and addresses are not in use. */
export function pickCustomer(random: Random, language: Locale): DemoCustomer {
  const number = Math.floor(customersPerLanguage[language] * random.next() ** 1.6);
  const digits = String(number).padStart(4, '0');
  const given = givenNames[language];
  const family = familyNames[language];
  return {
    id: `${language}-${digits}`,
    name: `${given[number % given.length]} ${family[Math.floor(number / given.length) % family.length]}`,
    phone: `+96650000${digits}`,
    email: `${language}${digits}@example.com`,
    language,
  };
}
