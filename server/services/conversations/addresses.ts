import { streamKind } from '../../../core/events/streams.ts';

/** What a transcript can be of: a conversation, or a call or a rating that belongs to none. */
export const transcriptKinds = ['conversation', 'call', 'rating'] as const;
export type TranscriptKind = (typeof transcriptKinds)[number];

/** Path and query of a stream's transcript. */
export function transcriptPath(stream: string): string {
  const kind = streamKind(stream);
  const id = encodeURIComponent(stream.slice(kind.length + 1));
  return `/api/v1/conversations/${id}${kind === 'conversation' ? '' : `?kind=${kind}`}`;
}
