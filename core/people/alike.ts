import type { JoinKind } from './joins.ts';

/** What is known of an id: by these two ids are found to be one person's. */
export interface Known {
  id: string;
  /** In E.164. */
  phones: readonly string[];
  /** Folded: without case and spaces. */
  emails: readonly string[];
}

/** Two ids that one phone or one e-mail address belongs to. */
export interface Alike {
  kind: JoinKind;
  one: string;
  other: string;
  because: 'phone' | 'email';
}

/** A phone or an address that more ids than this share is a company's or a family's, and tells nothing. */
export const mostSharing = 3;

/**
 * Pairs that are surely one person: they share a phone or an address that few share. Each pair once, its ids in the
 * order of their text; phones tell first. None of nobody.
 */
export function alikeAmong(kind: JoinKind, people: readonly Known[]): Alike[] {
  const pairs = new Map<string, Alike>();
  for (const because of ['phone', 'email'] as const) {
    for (const [one, other] of sharedBy(people, because).flatMap(pairsOf)) {
      const key = JSON.stringify([one, other]);
      if (!pairs.has(key)) pairs.set(key, { kind, one, other, because });
    }
  }
  return [...pairs.values()];
}

function pairsOf(ids: readonly string[]): [string, string][] {
  return ids.flatMap((one, i) => ids.slice(i + 1).map((other): [string, string] => [one, other]));
}

function sharedBy(people: readonly Known[], because: Alike['because']): string[][] {
  const ids = new Map<string, Set<string>>();
  for (const { id, phones, emails } of people) {
    for (const mark of because === 'phone' ? phones : emails) ids.set(mark, (ids.get(mark) ?? new Set()).add(id));
  }
  return [...ids.values()].filter(({ size }) => size > 1 && size <= mostSharing).map((each) => [...each].toSorted());
}
