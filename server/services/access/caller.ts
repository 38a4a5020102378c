import type { Actor, Workspace } from '../../context.ts';

/** Somebody who proved who they are, and the workspace they ask for. */
export interface Caller {
  actor: Actor;
  /** Null for a person who has none yet. */
  workspace: Workspace | null;
  /** Hash of the browser session that brought them; null for keys and the command line. */
  sessionHash: Buffer | null;
  /** Set for a signed-in person. */
  userId: number | null;
}
