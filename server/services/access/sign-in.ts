import { RidaError } from '../../../core/errors.ts';
import { countFailedSignIn, noteOfPerson } from './audit.ts';
import { isKnownDevice, openSession, type SignedIn } from './browser-sessions.ts';
import { normalisedEmail } from './email.ts';
import { countAttempt, forgetAttempt, type Limit } from './limit-attempts.ts';
import { isPassword } from './passwords.ts';
import type { AccessPorts } from './ports.ts';
import { hashOf } from './tokens.ts';

export interface SignInAttempt {
  email: string;
  password: string;
  /** Where it comes from; one home network is one address (see `networkOf`). */
  address: string;
  /** The browser's device cookie; '' for none. */
  deviceToken: string;
}

/**
 * Signs a person in by e-mail and password. Wrong password, unknown address and an account without
 * password are one answer after one amount of work. Throws `wrongCredentials`, `tooManyRequests`.
 */
export async function signIn(attempt: SignInAttempt, { db, now }: AccessPorts): Promise<SignedIn> {
  const email = normalisedEmail(attempt.email);
  const user = await db
    .selectFrom('users')
    .select(['id', 'password_hash'])
    .where('email', '=', email)
    .executeTakeFirst();
  const isKnown = await isKnownDevice(db, user?.id ?? null, attempt.deviceToken, now());
  const limits = limitsOf(attempt, email, isKnown);
  await countAttempt(db, limits, now());
  const isRight = await isPassword(attempt.password, user?.password_hash ?? null);
  if (!user || !isRight) {
    if (user) await countFailedSignIn(db, now(), user.id);
    throw new RidaError('wrongCredentials');
  }
  await forgetAttempt(db, limits);
  return db.transaction().execute(async (trx) => {
    // A password changed since it was checked must not open a session after its change ended all.
    const unchanged = await trx
      .selectFrom('users')
      .select('id')
      .where('id', '=', user.id)
      .where('password_hash', '=', user.password_hash)
      .forUpdate()
      .executeTakeFirst();
    if (!unchanged) throw new RidaError('wrongCredentials');
    await noteOfPerson(trx, now(), user.id, 'signedIn');
    return openSession(trx, user.id, now());
  });
}

const quarterHour = 15 * 60_000;
const hour = 60 * 60_000;

/**
 * A browser that signed in before is limited by itself alone, so nobody else can lock its owner
 * out. Strangers are limited by address, by address and account, and all together by account.
 */
function limitsOf(attempt: SignInAttempt, email: string, isKnown: boolean): Limit[] {
  if (isKnown) {
    const subject = hashOf(attempt.deviceToken).toString('hex');
    return [{ kind: 'device', subject, most: 10, windowMs: quarterHour }];
  }
  const address = networkOf(attempt.address);
  return [
    { kind: 'address', subject: address, most: 30, windowMs: quarterHour },
    { kind: 'addressAndAccount', subject: `${address}\n${email}`, most: 5, windowMs: quarterHour },
    { kind: 'account', subject: email, most: 100, windowMs: hour },
  ];
}

/** The part of an address that one party holds: all of IPv4, the first 64 bits of IPv6. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0');
  return [...groups, ...zeros, ...rest]
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}
