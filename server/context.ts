import type { Logger } from 'pino';
import type { Scope } from '../contract/route.ts';
import type { Answer, Question, Viewer } from '../core/kpis/question.ts';
import type { Locale } from '../core/language/locales.ts';
import type { Role, Sight } from '../core/people/roles.ts';
import type { ScopedDatabase } from './database/scoped.ts';
import type { ScopedWarehouse } from './warehouse/warehouse.ts';

export type { Locale } from '../core/language/locales.ts';

export interface Workspace {
  id: number;
  name: string;
  /** IANA zone in which its days, weeks and months are counted. */
  zone: string;
  locale: Locale;
  /** A generated year to try Rida on; the only kind that may be deleted with one command. */
  demo: boolean;
  /** Keys customers' ids (HMAC-SHA-256); never leaves the server. */
  secret: string;
}

/** Who asks: a signed-in person, an API key, or the local command line (which holds every scope). */
export interface Actor {
  kind: 'user' | 'apiKey' | 'local';
  id: string;
  /** A person's e-mail address, a key's name; absent for the command line. */
  name?: string | null;
  scopes: readonly Scope[];
  /** What a person is in the workspace; the command line is an owner, a key nothing. */
  role?: Role;
  /** How much he sees of customers and of others' work. */
  sight: Sight;
  /** An API key's default `source` for its events. */
  source?: string;
}

/** What every service gets: nothing here reaches beyond the actor's workspace. */
export interface Context {
  workspace: Workspace;
  actor: Actor;
  /** The clock, epoch ms. */
  now: () => number;
  log: Logger;
  /** PostgreSQL, every statement scoped to the workspace by construction. */
  database: ScopedDatabase;
  /** ClickHouse, every read scoped to the workspace by the engine. */
  warehouse: ScopedWarehouse;
  /** Answers a question about figures; equal ones are computed once for as long as the facts stay as they are. */
  ask(question: Question, viewer: Viewer): Promise<Answer>;
  /** Every event that was confirmed up to this instant (epoch ms) is in what is asked from now on. */
  asOf(): Promise<number>;
}
