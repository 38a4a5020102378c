import { pino } from 'pino';

/** Silent unless `RIDA_LOG=debug npx vitest run …` asks for it. */
export const testLog = pino({ level: process.env.RIDA_LOG ?? 'silent' });
