import { readFileSync } from 'node:fs';
import { readClient, readHealth, readMetrics, readOpenApi, readReadiness } from '../../../contract/routes/service.ts';
import { openApi } from '../../../contract/openapi.ts';
import { routes } from '../../../contract/routes.ts';
import { requireReady } from '../../services/readiness.ts';
import { callerHandler, type Door, publicHandler } from '../handler.ts';
import type { Metrics } from '../metrics.ts';

/** What monitors and programmers ask of the service itself. */
export function serviceDoors(metrics: Metrics): Door[] {
  const description = openApi(routes);
  const client = clientSource();
  return [
    publicHandler(readHealth, async () => ({ status: 'up' as const })),
    publicHandler(readReadiness, async (_input, services) => {
      await requireReady(services);
      return { status: 'ready' as const };
    }),
    callerHandler(readMetrics, async () => metrics.render()),
    publicHandler(readOpenApi, async () => description),
    publicHandler(readClient, async () => client),
  ];
}

/** Both files of the client in one, without the line in which one imports the other. */
function clientSource(): string {
  const [client, types] = ['client.ts', 'client-routes.ts'].map((file) =>
    readFileSync(new URL(`../../../contract/${file}`, import.meta.url), 'utf8'),
  );
  return `${client?.replace(/^import .*client-routes\.ts';\n+/m, '')}\n${types}`;
}
