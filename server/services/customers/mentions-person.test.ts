import { expect, test } from 'vitest';
import { namesPerson } from './mentions-person.ts';

const names = namesPerson(['c-4711', 'سارة أحمد', 'Sara@Example.com', '+966 55 010 7788', '42']);

const his: [string, string][] = [
  ['the id as a word', '{"user":"c-4711"}'],
  ['the name with other letters and vowels', 'اتصلت سارهْ احمد اليوم'],
  ['the name as JSON escapes it', '{"n":"\\u0633\\u0627\\u0631\\u0629 \\u0623\\u062d\\u0645\\u062f"'],
  ['the address in another case', 'mail to sara@example.COM.'],
  ['the phone dialled from abroad', '00966550107788'],
  ['the phone as dialled at home', 'call 055-010-7788 now'],
  ['the phone in Arabic digits', '٠٥٥٠١٠٧٧٨٨'],
  ['the phone inside an id', 'whatsapp:+966550107788-17'],
  ['a short id as a whole value', '{"id":"42"}'],
];
test.each(his)('%s names him', (_, text) => expect(names(text)).toBe(true));

const notHis: [string, string][] = [
  ['a longer id', '{"user":"c-47110"}'],
  ['another word that begins like the name', 'سارة أحمدي'],
  ['a short id within something else', '{"value":42,"id":"421"}'],
  ['another phone', '+966 55 010 7789'],
  ['nothing', ''],
];
test.each(notHis)('%s does not', (_, text) => expect(names(text)).toBe(false));

test('whoever has no identifiers is named nowhere', () => expect(namesPerson([''])('anything')).toBe(false));
