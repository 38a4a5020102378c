import { RidaError } from '../../../core/errors.ts';
import type { Caller } from './caller.ts';

/** The signed-in person behind a request; a key or the command line is `notAllowed`. */
export function requirePerson({ userId, sessionHash }: Caller): { userId: number; sessionHash: Buffer } {
  if (userId === null || sessionHash === null) throw new RidaError('notAllowed');
  return { userId, sessionHash };
}
