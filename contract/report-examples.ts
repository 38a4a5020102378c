import { exampleAbout } from './question.ts';

const scoreCells = {
  averageScore: {
    value: 87.5,
    unit: 'score' as const,
    n: 4,
    interval: [47.7, 127.3] as [number, number],
    drill: '/api/v1/kpis/averageScore/rows?from=2026-11-01&to=2026-11-30',
  },
};

/** Figures of the example of the agent performance report. */
export const exampleAgentCells = {
  assigned: {
    value: 4,
    unit: 'count' as const,
    n: 4,
    interval: null,
    drill: '/api/v1/kpis/assigned/rows?from=2026-11-01&to=2026-11-30',
  },
  firstResponse: {
    value: 82.5,
    unit: 'seconds' as const,
    n: 4,
    interval: [31.2, 133.8] as [number, number],
    drill: '/api/v1/kpis/firstResponse/rows?from=2026-11-01&to=2026-11-30',
  },
};

/** The example of the satisfaction report. */
export const exampleSatisfaction = {
  query: { from: '2026-11-01', to: '2026-11-30', bucket: 'month' as const },
  answer: {
    ...exampleAbout,
    periodBy: { averageScore: 'answeredAt' },
    headline: {
      ...scoreCells,
    },
    distribution: [
      {
        scale: 'smiley3',
        ratingValue: 3,
        ratings: {
          value: 3,
          unit: 'count' as const,
          n: 3,
          interval: null,
          drill: '/api/v1/kpis/ratings/rows?from=2026-11-01&to=2026-11-30',
        },
        share: { value: 0.75, unit: 'share' as const, n: 4, interval: [0.3, 0.95] as [number, number], drill: null },
      },
    ],
    byAgent: [
      {
        agentId: 'huda',
        agentName: 'هدى',
        ...scoreCells,
      },
    ],
    byTeam: [],
    byChannel: [
      {
        channel: 'whatsapp',
        ...scoreCells,
      },
    ],
    byTopic: [],
    trend: {
      bucket: 'month' as const,
      rows: [
        {
          from: '2026-10-31T21:00:00.000Z',
          to: '2026-11-30T21:00:00.000Z',
          date: '2026-11-01',
          ...scoreCells,
        },
      ],
    },
  },
};
