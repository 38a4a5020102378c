import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { RateLimits } from '../../contract/rate-limits.ts';
import type { Schema } from '../database/schema.ts';
import type { Folding } from '../ingest/folding/folding.ts';
import type { ErasedPeople } from '../ingest/erased-people.ts';
import type { Intake } from '../ingest/types.ts';
import type { Uploads } from '../ingest/uploads.ts';
import type { Answers } from '../warehouse/answers.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** What the HTTP edge needs to know of the settings. */
export interface HttpSettings {
  /** Where people reach the service, e.g. `https://rida.example`; links and cookies follow it. */
  publicUrl: string;
  /** The local token of `run.json`: whoever can read that file may do everything. */
  localToken: string;
  /** Lets a monitor read `/metrics` and nothing else; null: only the local token does. */
  metricsToken: string | null;
  /** Proxies whose `X-Forwarded-For` is believed; empty: none is. */
  trustedProxies: readonly string[];
  /** Origins whose pages may ask with an API key; empty: none. */
  corsOrigins: readonly string[];
  rateLimits: RateLimits;
}

/** Everything that one running service is made of; `server/main.ts` wires it. */
export interface Services {
  db: Kysely<Schema>;
  warehouse: Warehouse;
  answers: Answers;
  intake: Intake;
  folding: Folding;
  erased: ErasedPeople;
  uploads: Uploads;
  /** The clock, epoch ms. */
  now: () => number;
  log: Logger;
  settings: HttpSettings;
}

/** What a route of a workspace gets beside its Context: no engine that reaches beyond it. */
export type Ports = Omit<Services, 'db' | 'warehouse' | 'answers'>;
