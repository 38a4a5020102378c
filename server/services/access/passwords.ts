import { hash, verify } from '@node-rs/argon2';
import { RidaError } from '../../../core/errors.ts';

/** OWASP's first choice for argon2id; about 35 ms and 19 MiB a hash. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const passwordRules = { minimum: 12, maximum: 1024, leastDifferent: 5 } as const;

/** Refuses a password that is short (in characters as a person counts) or one of the first to be tried. */
export function requireGoodPassword(password: string, email: string): void {
  const characters = [...password.normalize('NFKC')];
  if (characters.length < passwordRules.minimum) {
    throw new RidaError('passwordTooShort', { minimum: passwordRules.minimum });
  }
  const lowered = password.normalize('NFKC').toLowerCase();
  const isAddress = email !== '' && (lowered.includes(email) || email.includes(lowered));
  if (isAddress || new Set(characters).size < passwordRules.leastDifferent) {
    throw new RidaError('passwordTooEasy');
  }
}

export async function hashPassword(password: string): Promise<string> {
  return gated(() => hash(password.normalize('NFKC'), cost));
}

/** Hash of a password nobody has: checked where there is no account, so that both take as long. */
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$ugJd9ywWolvzknWE0UGWNA$ia6jaDdt6Ao48tQyfGtfCUpjSSv0hryNtYBStGWMw2M';

/** Whether the password is right; `stored` null (no such account, no password yet) is always wrong. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const matches = await gated(() => verify(stored ?? nobodysHash, password.normalize('NFKC')));
  return matches && stored !== null;
}

/** Hashing shares the threads that store events: two at a time, and a queue that has an end. */
const mostAtOnce = 2;
const mostWaiting = 100;
let running = 0;
const waiting: (() => void)[] = [];

async function gated<T>(work: () => Promise<T>): Promise<T> {
  if (running >= mostAtOnce) {
    if (waiting.length >= mostWaiting) throw new RidaError('unavailable');
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
