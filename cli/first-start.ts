import { fillDemo, makeFirstWorkspace, type Service } from '../server/main.ts';
import { openProgressBar } from './terminal/progress-bar.ts';
import { openTerminal } from './terminal/terminal.ts';

/** Before anybody is given a way in: the demo workspace, or with `empty` one of their own. */
export async function prepareFirstStart({ services }: Service, empty: boolean): Promise<void> {
  const terminal = openTerminal();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const own = { name: terminal.text('cli.newWorkspace'), zone, locale: terminal.locale };
  await makeFirstWorkspace(empty ? own : null, services);
}

/** Fills the demo where that is still to be done, showing how far it is. A failure ends no service. */
export async function fillDemoWithProgress({ services }: Service, stopped: Promise<unknown>): Promise<void> {
  const terminal = openTerminal();
  const bar = openProgressBar();
  let stop = false;
  void stopped.then(() => (stop = true));
  const onProgress = (done: number, all: number) =>
    bar.update(done / all, terminal.text('cli.demo.filling', { count: done, all }));
  try {
    const filled = await fillDemo(services, { onProgress, stopAsked: () => stop });
    bar.clear();
    if (filled) terminal.say('cli.demo.filled', { name: filled.name });
  } catch (error) {
    bar.clear();
    if (!stop) terminal.say('cli.demo.failed', { reason: error instanceof Error ? error.message : String(error) });
  }
}
