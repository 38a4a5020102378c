import { z } from 'zod';
import { ratingVisibilities } from '../../core/people/rating-policy.ts';
import { instant } from '../fields.ts';
import { route } from '../route.ts';

const visibility = z.enum(ratingVisibilities);

/** What employees learn of the ratings of their own work. */
const policy = {
  conversations: visibility.describe('Ratings of conversations, replies and calls.'),
  terminals: visibility.describe('Ratings given at terminals and kiosks, of sites, services and employees.'),
  sources: z.record(z.string().min(1).max(200), visibility).describe('By source, where it is another there.'),
};

export const readRatingPolicy = route({
  id: 'readRatingPolicy',
  method: 'GET',
  path: '/workspace/rating-policy',
  summary: 'What employees learn of the ratings of their own work',
  access: 'reports:read',
  answer: z.object(policy),
});

export const changeRatingPolicy = route({
  id: 'changeRatingPolicy',
  method: 'PUT',
  path: '/workspace/rating-policy',
  summary:
    'Set what employees learn of the ratings of their own work: `hidden` nothing, `aggregated` a figure of at least ' +
    'five ratings that moves by five or more, `full` each of them. It counts at once.',
  access: 'rules:manage',
  body: z.strictObject({
    ...policy,
    sources: policy.sources
      .refine((sources) => Object.keys(sources).length <= 100, { message: 'at_most_100' })
      .default({}),
  }),
  answer: z.object(policy),
});

export const readOwnRatings = route({
  id: 'readOwnRatings',
  method: 'GET',
  path: '/me/ratings',
  summary:
    'What customers said of your own work, where the policy is `aggregated`: figures of at least five ratings up to a ' +
    'week’s end, which never move by fewer than five. Where it is `full`, every report shows them; `hidden`, nothing does.',
  access: 'reports:read',
  answer: z.object({
    policy: z.object(policy),
    ratings: z.array(
      z.object({
        subject: z.string(),
        /** csat | nps | ces | other */
        family: z.string(),
        n: z.int().describe('Ratings behind the figures.'),
        averageScore: z.number().describe('0–100.'),
        satisfiedShare: z.number(),
        nps: z.number().nullable().describe('-100–100; null for what is no NPS question.'),
        /** The end of the last week that a rating in it was given in. */
        upTo: instant,
      }),
    ),
  }),
});

export const ratingRoutes = [readRatingPolicy, changeRatingPolicy, readOwnRatings];
