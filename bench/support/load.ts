import { Agent, request } from 'node:http';

/** Sends events of interleaved conversations as fast as the server acknowledges them. */
export interface Load {
  port: number;
  key: string;
  conversations: number;
  eventsPerRequest: number;
  connections: number;
  seconds: number;
}

export interface LoadResult {
  acknowledged: number;
  seconds: number;
  eventsPerSecond: number;
  requestP99Ms: number;
}

/** A ticket's life, over and over: what a conversation sends next. */
const life = [
  '"type":"message.sent","author":"customer","messageId":"m"',
  '"type":"conversation.assigned","agentId":"AGENT"',
  '"type":"message.sent","author":"agent","agentId":"AGENT","messageId":"m"',
  '"type":"message.sent","author":"customer","messageId":"m"',
  '"type":"message.sent","author":"agent","agentId":"AGENT","messageId":"m"',
  '"type":"message.sent","author":"customer","messageId":"m"',
  '"type":"message.sent","author":"agent","agentId":"AGENT","messageId":"m"',
  '"type":"conversation.closed","by":"agent","agentId":"AGENT"',
];

/** Runs the load to its end. The events' times are real: a conversation goes on as the bench does. */
export async function sendLoad(load: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const from = performance.now();
  const until = from + load.seconds * 1000;
  const waits: number[] = [];
  let sent = 0;
  let probes = 0;
  let acknowledged = 0;

  async function connection(): Promise<void> {
    while (performance.now() < until) {
      const body = nextBatch();
      const begun = performance.now();
      await post(agent, load, body);
      waits.push(performance.now() - begun);
      acknowledged += load.eventsPerRequest;
    }
  }

  function nextBatch(): string {
    const at = new Date().toISOString();
    const events: string[] = [];
    // The second probe goes with a conversation that is busy already: the first assignment of the batch.
    let busyProbe = `probe-${++probes}`;
    for (let i = 0; i < load.eventsPerRequest - 2; i++) {
      const event = nextEvent(at, busyProbe);
      if (event.includes(busyProbe)) busyProbe = '';
      events.push(event);
    }
    events.push(
      `{"id":"p${++probes}","at":"${at}","conversationId":"probe-${probes}","type":"conversation.assigned","agentId":"probe-${probes}"}`,
    );
    events.push(
      `{"id":"q${probes}","at":"${at}","conversationId":"probe-${probes}","type":"message.sent","author":"customer","messageId":"m"}`,
    );
    return events.join('\n');
  }

  function nextEvent(at: string, probe: string): string {
    const conversation = sent % load.conversations;
    const step = Math.floor(sent / load.conversations);
    const fields = (life[(step + conversation) % life.length] ?? '').replace(
      'AGENT',
      agentOf(conversation, step, probe),
    );
    return `{"id":"e${sent++}","at":"${at}","conversationId":"c${conversation}",${fields}}`;
  }

  function agentOf(conversation: number, step: number, probe: string): string {
    const isAssignment = (step + conversation) % life.length === 1;
    return isAssignment && probe !== '' ? probe : `a${conversation % 60}`;
  }

  await Promise.all(Array.from({ length: load.connections }, connection));
  agent.destroy();
  const seconds = (performance.now() - from) / 1000;
  return { acknowledged, seconds, eventsPerSecond: acknowledged / seconds, requestP99Ms: quantile(waits, 0.99) };
}

function post(agent: Agent, { port, key }: Load, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/x-ndjson',
      'content-length': Buffer.byteLength(body),
    };
    const call = request(
      { host: '127.0.0.1', port, path: '/api/v1/events', method: 'POST', agent, headers },
      (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () =>
          (answer.statusCode ?? 500) < 300
            ? resolve()
            : reject(new Error(`${answer.statusCode} ${text.slice(0, 300)}`)),
        );
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

/** A quantile of some measurements (nearest rank); 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
