import { type Logger, destination, pino } from 'pino';
import type { Settings } from './settings.ts';

/** JSON lines on standard error; standard output is for people and for answers. */
export function createLog({ logLevel }: Pick<Settings, 'logLevel'>): Logger {
  return pino({ level: logLevel }, destination({ fd: 2, sync: true }));
}
