import type { Context } from '../../context.ts';
import { parseEvents } from '../../ingest/parse-events.ts';
import type { IngestReceipt } from '../../ingest/types.ts';
import { type IngestPorts, receiveEvents, type ReceiveOptions } from './receive.ts';

/**
 * Takes in the events of a JSON array, a JSON object or NDJSON. Throws what `parseEvents` and
 * `receiveEvents` throw.
 */
export async function receiveText(
  { text, mediaType }: { text: string; mediaType: string },
  context: Context,
  ports: IngestPorts,
  options?: ReceiveOptions,
): Promise<IngestReceipt> {
  return receiveEvents(parseEvents(text, mediaType), context, ports, options);
}
