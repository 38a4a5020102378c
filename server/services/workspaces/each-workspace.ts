/**
 * Does `work` for one workspace after another; what fails in one keeps nobody else waiting. Gives what the others
 * gave; throws the failures together when all had their turn.
 */
export async function eachWorkspace<W, T>(workspaces: readonly W[], work: (workspace: W) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  const failures: unknown[] = [];
  for (const workspace of workspaces) {
    try {
      done.push(await work(workspace));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `failed in ${failures.length} workspaces`);
  return done;
}
