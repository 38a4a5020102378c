/** Directory of the socket of this run's PostgreSQL; its database `rida` is the template of all others. */
export type PostgresSocket = string;

declare module 'vitest' {
  /** What the set-up of a run hands to every test file. */
  export interface ProvidedContext {
    postgresSocket: PostgresSocket;
  }
}
