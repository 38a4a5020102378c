/** How long each kind of session may be silent before it ends. Null: that timer does not run. */
export interface TimerPolicy {
  botInactivityMs: number | null;
  agentInactivityMs: number | null;
  handoverTimeoutMs: number | null;
  windowMs: number | null;
}

export const channelClasses = ['chat', 'windowed', 'messenger', 'mail', 'call'] as const;
export type ChannelClass = (typeof channelClasses)[number];

export interface Policy {
  timers: Record<ChannelClass, TimerPolicy>;
  /** computed: a messaging window ends by its length; events: only by `window.expired`. */
  window: 'computed' | 'events';
  /** What ends a session whose window was over before it opened. */
  quietMs: number;
  /** A closure followed by the customer within this time was a reopening. */
  reopenMs: number;
  /** A customer's words this soon after a survey answer, with no session open, belong to the answer. */
  surveyCommentMs: number;
  presence: PresencePolicy;
}

/** heartbeat: silence means offline; status: a status holds until the next, but not for ever. */
export type PresenceMode = 'heartbeat' | 'status';

export interface PresencePolicy {
  mode: PresenceMode;
  modeBySource: Readonly<Record<string, PresenceMode>>;
  heartbeatSilenceMs: number;
  longestStatusMs: number;
}

export interface DatedPolicy {
  validFrom: number;
  policy: Policy;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const defaultPolicy: Policy = {
  timers: {
    chat: {
      botInactivityMs: 10 * minute,
      agentInactivityMs: 10 * minute,
      handoverTimeoutMs: 15 * minute,
      windowMs: null,
    },
    windowed: { botInactivityMs: 10 * minute, agentInactivityMs: null, handoverTimeoutMs: null, windowMs: day },
    messenger: { botInactivityMs: 10 * minute, agentInactivityMs: day, handoverTimeoutMs: null, windowMs: null },
    mail: { botInactivityMs: 10 * minute, agentInactivityMs: 7 * day, handoverTimeoutMs: null, windowMs: null },
    call: { botInactivityMs: null, agentInactivityMs: null, handoverTimeoutMs: null, windowMs: null },
  },
  window: 'computed',
  quietMs: 7 * day,
  reopenMs: 7 * day,
  surveyCommentMs: 10 * minute,
  presence: { mode: 'status', modeBySource: {}, heartbeatSilenceMs: 2 * minute, longestStatusMs: 16 * hour },
};

type Written<T> = { [K in keyof T]?: T[K] | undefined };

/** A policy as it is written down: what it leaves out, down to a single timer, is as in the defaults. */
export interface WrittenPolicy extends Written<Omit<Policy, 'timers' | 'presence'>> {
  timers?: Written<Record<ChannelClass, Written<TimerPolicy>>> | undefined;
  presence?: Written<PresencePolicy> | undefined;
}

/** A written policy made whole. */
export function readPolicy({ timers = {}, presence = {}, ...rest }: WrittenPolicy): Policy {
  const own = channelClasses.map((each) => [each, completed(defaultPolicy.timers[each], timers[each] ?? {})] as const);
  return {
    ...completed(defaultPolicy, rest),
    timers: Object.fromEntries(own) as Policy['timers'],
    presence: completed(defaultPolicy.presence, presence),
  };
}

function completed<T extends object>(defaults: T, written: Written<T>): T {
  return { ...defaults, ...Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined)) };
}

const classOfChannel: Readonly<Record<string, ChannelClass>> = {
  web: 'chat',
  kiosk: 'chat',
  whatsapp: 'windowed',
  facebook: 'windowed',
  instagram: 'windowed',
  telegram: 'messenger',
  sms: 'messenger',
  other: 'messenger',
  email: 'mail',
  ticket: 'mail',
  phone: 'call',
};

/** Class of a channel; an unknown one ('') is chat. */
export function channelClass(channel: string): ChannelClass {
  return classOfChannel[channel] ?? 'chat';
}

/** The policy in force at an instant; before the first one, the defaults. `policies` ascends by validFrom. */
export function policyAt(policies: readonly DatedPolicy[], at: number): Policy {
  let held = defaultPolicy;
  for (const dated of policies) {
    if (dated.validFrom > at) break;
    held = dated.policy;
  }
  return held;
}
