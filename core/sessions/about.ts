import type { About, Call, ConversationState, Labelled, Session } from './state.ts';

/**
 * What a session was about: its own source and label, and else what is known of the conversation. A call is by phone,
 * unless another channel was named.
 */
export function aboutSession(state: ConversationState, session: Session): About {
  const channel = state.about.channel || (session.isCall ? 'phone' : '');
  return { ...state.about, channel, source: session.source, topic: session.topic, tags: session.tags };
}

/** The same of what took its label from a session; without one, its own label. */
export function aboutLabelled(state: ConversationState, labelled: Labelled): About {
  if (labelled.session !== null) return aboutSession(state, labelled.session);
  return { ...state.about, topic: labelled.topic, tags: labelled.tags };
}

/** The same of a call: by phone, unless another channel was named. */
export function aboutCall(state: ConversationState, call: Call): About {
  return { ...aboutLabelled(state, call), channel: state.about.channel || 'phone', source: call.source };
}
