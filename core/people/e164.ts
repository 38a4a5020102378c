import { type CountryCode, getCountries, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { latinDigits } from '../language/digits.ts';

/** Marks that direction needs and a number does not, and signs between digits of other scripts. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/**
 * A phone number in E.164 (`+966501234567`), the one form in which numbers are compared: 05…, 009665…, +9665… and
 * ٠٥… of one country are the same. `country` (ISO 3166, `SA`) is where a number without a country code belongs;
 * undefined: unknown. Null for what is no number of any country's plan.
 */
export function e164(phone: string, country: string | undefined): string | null {
  const plain = latinDigits(phone.normalize('NFKC').replace(invisible, '')).trim();
  const here = country !== undefined && isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(plain.replace(/^00/, '+'), here && { defaultCountry: here });
  return number?.isValid() === true ? number.number : null;
}

let countryByZone: Map<string, CountryCode> | null = null;

/** The country whose clocks an IANA zone shows, as the engine's data say; undefined for UTC and the like. */
export function countryOfZone(zone: string): string | undefined {
  countryByZone ??= new Map(
    getCountries().flatMap((country) => zonesOf(country).map((each): [string, CountryCode] => [each, country])),
  );
  return (
    countryByZone.get(zone) ??
    countryByZone.get(new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone)
  );
}

/** Not in the compiler's library yet. */
interface LocaleWithZones extends Intl.Locale {
  getTimeZones(): string[] | undefined;
}

function zonesOf(country: string): string[] {
  return (new Intl.Locale(`und-${country}`) as LocaleWithZones).getTimeZones() ?? [];
}
