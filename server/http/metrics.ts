/** Counters of the running process, as Prometheus reads them. */
export interface Metrics {
  observe(route: string, status: number, seconds: number): void;
  /** The text of `/metrics` (Prometheus exposition format 0.0.4). */
  render(): string;
}

const bounds = [0.005, 0.025, 0.1, 0.25, 1, 5, 30];

interface Series {
  count: number;
  seconds: number;
  buckets: number[];
  statuses: Map<number, number>;
}

export interface Measured {
  /** Epoch ms; only dates the start. */
  now: () => number;
  folding: { lag(): { streams: number; oldestMs: number } };
}

/** Counters that start at zero. */
export function createMetrics({ now, folding }: Measured): Metrics {
  const startedAt = now() / 1000;
  const routes = new Map<string, Series>();
  return {
    observe(route, status, seconds) {
      const series = routes.get(route) ?? emptySeries();
      routes.set(route, series);
      series.count += 1;
      series.seconds += seconds;
      series.statuses.set(status, (series.statuses.get(status) ?? 0) + 1);
      bounds.forEach((bound, i) => {
        if (seconds <= bound) series.buckets[i] = (series.buckets[i] ?? 0) + 1;
      });
    },
    render: () =>
      [
        ...processLines(startedAt),
        ...foldingLines(folding.lag()),
        ...requestLines(routes),
        ...durationLines(routes),
        '',
      ].join('\n'),
  };
}

function emptySeries(): Series {
  return { count: 0, seconds: 0, buckets: bounds.map(() => 0), statuses: new Map() };
}

function processLines(startedAt: number): string[] {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return [
    '# TYPE process_start_time_seconds gauge',
    `process_start_time_seconds ${startedAt}`,
    '# TYPE process_cpu_seconds_total counter',
    `process_cpu_seconds_total ${(user + system) / 1e6}`,
    '# TYPE process_resident_memory_bytes gauge',
    `process_resident_memory_bytes ${rss}`,
    '# TYPE nodejs_heap_size_used_bytes gauge',
    `nodejs_heap_size_used_bytes ${heapUsed}`,
  ];
}

function foldingLines({ streams, oldestMs }: { streams: number; oldestMs: number }): string[] {
  return [
    '# TYPE rida_folding_waiting_streams gauge',
    `rida_folding_waiting_streams ${streams}`,
    '# TYPE rida_folding_oldest_waiting_seconds gauge',
    `rida_folding_oldest_waiting_seconds ${oldestMs / 1000}`,
  ];
}

function requestLines(routes: ReadonlyMap<string, Series>): string[] {
  const lines = [...routes].flatMap(([route, { statuses }]) =>
    [...statuses].map(([status, n]) => `rida_http_requests_total{route="${route}",status="${status}"} ${n}`),
  );
  return ['# TYPE rida_http_requests_total counter', ...lines];
}

function durationLines(routes: ReadonlyMap<string, Series>): string[] {
  const name = 'rida_http_request_duration_seconds';
  const lines = [...routes].flatMap(([route, { count, seconds, buckets }]) => [
    ...bounds.map((bound, i) => `${name}_bucket{route="${route}",le="${bound}"} ${buckets[i]}`),
    `${name}_bucket{route="${route}",le="+Inf"} ${count}`,
    `${name}_sum{route="${route}"} ${seconds}`,
    `${name}_count{route="${route}"} ${count}`,
  ]);
  return [`# TYPE ${name} histogram`, ...lines];
}
