import { foldLabel } from '../../language/folding.ts';
import { readRating } from '../../surveys/read-rating.ts';
import { type Channel, channels } from '../types.ts';

/** Words for channels beside their keys. */
const channelWords: Partial<Record<Channel, readonly string[]>> = {
  web: [
    'web chat',
    'live chat',
    'chat',
    'website',
    'widget',
    'دردشة الويب',
    'الويب',
    'الموقع',
    'موقع',
    'چت وب‌سایت',
    'وب‌سایت',
    'سایت',
    'چت',
  ],
  whatsapp: ['whats app', 'wa', 'واتساب', 'واتس اب', 'واتس', 'واتساپ', 'واتس‌اپ'],
  facebook: ['fb', 'messenger', 'facebook messenger', 'فيسبوك', 'فيس بوك', 'ماسنجر', 'فیسبوک', 'فیس‌بوک'],
  instagram: ['ig', 'insta', 'إنستغرام', 'إنستجرام', 'إنستقرام', 'انستا', 'اینستاگرام'],
  telegram: ['تيليغرام', 'تيليجرام', 'تلغرام', 'تلجرام', 'تلگرام'],
  email: ['e-mail', 'mail', 'البريد الإلكتروني', 'بريد إلكتروني', 'إيميل', 'ایمیل', 'پست الکترونیک'],
  ticket: ['ticketing', 'portal', 'تذكرة', 'تذاكر', 'تیکت'],
  sms: ['text message', 'رسالة نصية', 'رسائل نصية', 'پیامک'],
  phone: ['call', 'voice', 'telephone', 'الهاتف', 'هاتف', 'اتصال', 'مكالمة', 'تلفن', 'تماس', 'تماس تلفنی'],
  kiosk: ['جهاز التقييم', 'کیوسک', 'کیوسک نظرسنجی'],
  other: ['أخرى', 'سایر', 'دیگر'],
};

const byWord = new Map<string, Channel>(
  channels.flatMap((channel) =>
    [channel, ...(channelWords[channel] ?? [])].map((word): [string, Channel] => [foldLabel(word), channel]),
  ),
);

/** The channel that a word names in one of our languages; null where it names none we know. */
export function channelOfWord(word: string): Channel | null {
  return byWord.get(foldLabel(word)) ?? null;
}

const answeredWords = new Set(
  [
    'y',
    'answered',
    'completed',
    'تم الرد',
    'مجابة',
    'مجاب',
    'رد',
    'پاسخ داده شده',
    'پاسخ داده',
    'موفق',
    'پاسخ داده شد',
  ].map(foldLabel),
);

/** Whether a word says yes, or that a call was answered. */
export function saysYes(word: string): boolean {
  return answeredWords.has(foldLabel(word)) || readRating('yesNo', word) === 1;
}

/** What exports write into cells that hold nothing. */
export const emptyWords: readonly string[] = [
  '-',
  '–',
  '—',
  '--',
  'N/A',
  'n/a',
  'NULL',
  'null',
  'None',
  'لا يوجد',
  'ندارد',
  '#N/A',
];
