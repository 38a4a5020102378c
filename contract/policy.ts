import { z } from 'zod';
import { channelClasses } from '../core/sessions/policy.ts';

/** What can make history be folded anew. */
export const replayReasons = ['policy', 'schedule', 'people', 'upgrade', 'all'] as const;

/** A length of time of a policy: at most 400 days. */
const length = z
  .int()
  .min(0)
  .max(400 * 86_400_000);

const timers = {
  botInactivityMs: length.nullable(),
  agentInactivityMs: length.nullable(),
  handoverTimeoutMs: length.nullable(),
  windowMs: length.nullable(),
};

const rest = {
  window: z.enum(['computed', 'events']),
  quietMs: length,
  reopenMs: length,
  surveyCommentMs: length,
};

const presence = {
  mode: z.enum(['heartbeat', 'status']),
  modeBySource: z.record(z.string().max(200), z.enum(['heartbeat', 'status'])),
  heartbeatSilenceMs: length.min(1_000),
  longestStatusMs: length.min(60_000),
};

/** A policy as it is written down: what it leaves out, down to a single timer, is as in the defaults. */
export const writtenPolicy = z.strictObject({
  timers: z.partialRecord(z.enum(channelClasses), z.strictObject(timers).partial()).optional(),
  window: rest.window.optional(),
  quietMs: rest.quietMs.optional(),
  reopenMs: rest.reopenMs.optional(),
  surveyCommentMs: rest.surveyCommentMs.optional(),
  presence: z.strictObject(presence).partial().optional(),
});

/** A whole policy. Times are in milliseconds; null: that timer does not run. */
export const policy = z
  .object({
    timers: z.record(z.enum(channelClasses), z.object(timers)),
    ...rest,
    presence: z.object(presence),
  })
  .meta({ id: 'Policy' });
