import type { Context } from '../../context.ts';
import { showingOf, shownDetail, type Whose } from '../people/sight.ts';
import type { CustomerContact } from './read-contacts.ts';

/** A customer's details as far as somebody may see them; null for what nobody told or what is withheld. */
export interface ShownContact {
  customerName: string | null;
  phone: string | null;
  email: string | null;
  /** The conversation in the system it came from: whoever opens it reads it. */
  url: string | null;
}

export type ContactField = keyof ShownContact;

/** The details of a customer of what these people worked on, and which of them are withheld from the asker. */
export function shownContact(
  contact: CustomerContact | undefined,
  url: string | undefined,
  whose: readonly Whose[],
  { actor: { sight } }: Context,
): { shown: ShownContact; withheld: ContactField[] } {
  const name = showingOf(sight, 'customerNames', whose);
  const details = showingOf(sight, 'contactDetails', whose);
  const transcript = showingOf(sight, 'transcripts', whose);
  return {
    shown: {
      customerName: shownDetail(name, contact?.name ?? '') || null,
      phone: shownDetail(details, contact?.phone ?? '') || null,
      email: shownDetail(details, contact?.email ?? '') || null,
      url: shownDetail(transcript, url ?? '') || null,
    },
    withheld: [
      ...(name === 'open' ? [] : (['customerName'] as const)),
      ...(details === 'open' ? [] : (['phone', 'email'] as const)),
      ...(transcript === 'open' ? [] : (['url'] as const)),
    ],
  };
}
