import { foldText } from '../../../core/language/folding.ts';

/** A shorter word would be found in half of all texts: it names somebody only as a whole value. */
const shortestWord = 4;
/** Fewer digits are no phone number. */
const shortestPhone = 7;

/**
 * Finds texts that name a person by any of these identifiers: as a whole word, written in whatever letters, digits and
 * case, also escaped as JSON does (`\u0633`); a phone number however it is spaced. An identifier under four characters counts
 * only as a whole value in quotes.
 */
export function namesPerson(identifiers: readonly string[]): (text: string) => boolean {
  const folded = [...new Set(identifiers.map(foldText))].filter((word) => word !== '');
  const words = folded.filter((word) => word.length >= shortestWord);
  const values = folded.filter((word) => word.length < shortestWord).map((word) => `"${word}"`);
  const phones = [...new Set(folded.filter(isPhone).map(digitsOf))];
  return (text) => {
    const plain = foldText(unescaped(text));
    if (words.some((word) => hasWord(plain, word)) || values.some((value) => plain.includes(value))) return true;
    return (
      phones.length > 0 &&
      (plain.match(phoneLike) ?? []).map(digitsOf).some((seen) => phones.some((phone) => holdsNumber(seen, phone)))
    );
  };
}

const phoneLike = /\d[\d\s().-]{5,}\d/g;

function isPhone(word: string): boolean {
  return /^[+\d\s().-]+$/.test(word) && digitsOf(word).length >= shortestPhone;
}

/** Without the zeros that stand for dialling abroad or out of town. */
function digitsOf(text: string): string {
  return text.replace(/\D/g, '').replace(/^0+/, '');
}

/** The digits of a text may go on after the number; the number may be written without its country's code. */
function holdsNumber(seen: string, phone: string): boolean {
  return seen.includes(phone) || (seen.length >= shortestPhone && phone.endsWith(seen));
}

function unescaped(text: string): string {
  return text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isInWord(text[at - 1]) && !isInWord(text[at + word.length])) return true;
  }
  return false;
}

function isInWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
