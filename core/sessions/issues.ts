import { openerOfContact } from './contacts.ts';
import type { Fact, FactRow } from './facts.ts';
import { policyAt } from './policy.ts';
import type { FoldRules } from './rules.ts';

/** A contact with its place: which stream wrote it, under which key. */
export interface StoredContact {
  stream: string;
  key: string;
  row: FactRow<'contact'>;
}

/** A key with more contacts than this is nobody's own (an account that many share): it has no issues. */
export const mostContacts = 10_000;

/** A chain of contacts about one thing. */
interface Issue {
  contacts: StoredContact[];
  /** The last close or contact in it: its quiet days begin here. */
  end: number;
}

/** A conversation as far as the next one can repeat it. */
interface Earlier {
  end: number;
  conversationId: string;
}

/**
 * Chains all contacts of one customer, in any order, to issues, and finds the conversations that repeat
 * another: docs/sessions.md. Gives the facts, and when one changes by itself (null: never). No contacts, or
 * more than `mostContacts`: no facts.
 */
export function foldIssues(
  contacts: readonly StoredContact[],
  rules: FoldRules,
  now: number,
): { facts: Fact[]; nextDueAt: number | null } {
  if (contacts.length > mostContacts) return { facts: [], nextDueAt: null };
  const ordered = [...contacts].sort(compareContacts);
  const issues = chain(ordered, rules);
  const quiet = issues.map(({ end }) => quietUntil(rules, end)).filter((until) => until > now);
  return {
    facts: [...issues.map((issue) => issueFact(issue, rules, now)), ...duplicatesAmong(ordered, rules)],
    nextDueAt: quiet.length === 0 ? null : quiet.reduce((a, b) => Math.min(a, b)),
  };
}

function compareContacts(a: StoredContact, b: StoredContact): number {
  return a.row.openedAt - b.row.openedAt || compareTexts(a.stream, b.stream) || compareTexts(a.key, b.key);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function chain(ordered: readonly StoredContact[], rules: FoldRules): Issue[] {
  const issues: Issue[] = [];
  const byTopic = new Map<string, Issue>();
  const byStream = new Map<string, Issue>();
  for (const contact of ordered) {
    const { stream, row } = contact;
    const linked = row.reopening ? goingOn(byStream.get(stream), row.openedAt, rules) : undefined;
    const known = linked ?? goingOn(byTopic.get(row.topic), row.openedAt, rules);
    const issue = known ?? { contacts: [], end: row.openedAt };
    if (known === undefined) issues.push(issue);
    issue.contacts.push(contact);
    issue.end = Math.max(issue.end, endOf(row));
    byStream.set(stream, issue);
    if (linked === undefined) byTopic.set(row.topic, issue);
  }
  return issues;
}

/** The issue, if a contact at this instant still belongs to it. */
function goingOn(issue: Issue | undefined, at: number, rules: FoldRules): Issue | undefined {
  return issue !== undefined && at <= quietUntil(rules, issue.end) ? issue : undefined;
}

/** An open contact counts from its opening: senders that never close would else have one issue for ever. */
function endOf({ openedAt, closedAt }: FactRow<'contact'>): number {
  return closedAt ?? openedAt;
}

function quietUntil(rules: FoldRules, end: number): number {
  return end + policyAt(rules.policies, end).reopenMs;
}

function issueFact({ contacts, end }: Issue, rules: FoldRules, now: number): Fact {
  const [first, last] = [contacts[0], contacts.at(-1)] as [StoredContact, StoredContact];
  const { openedAt, call: _call, reopening: _again, abandoned: _unanswered, closedAt: _closedAt, ...about } = first.row;
  const calls = contacts.filter(({ row }) => row.call).length;
  const resolvedAt = isResolved(contacts, end) ? end : null;
  const provisional = now < quietUntil(rules, end);
  const row: FactRow<'issue'> = {
    ...about,
    firstContactAt: openedAt,
    contacts: contacts.length,
    calls,
    called: calls > 0,
    lastContactAt: last.row.openedAt,
    resolvedAt,
    provisional,
    firstContactResolved: contacts.length === 1 && resolvedAt !== null && !provisional,
  };
  return { fact: 'issue', key: issueKey(first), row };
}

/** All contacts are over, and the last to end was not given up. */
function isResolved(contacts: readonly StoredContact[], end: number): boolean {
  return contacts.every(({ row }) => row.closedAt !== null && !(row.abandoned && row.closedAt === end));
}

function issueKey({ stream, key }: StoredContact): string {
  return `${stream} ${openerOfContact(key)}`;
}

/** New conversations, no calls, at most the quiet days after another of the same topic was closed, or in its time. */
function duplicatesAmong(ordered: readonly StoredContact[], rules: FoldRules): Fact[] {
  const duplicates: Fact[] = [];
  const byTopic = new Map<string, Earlier>();
  for (const contact of ordered) {
    const { row } = contact;
    if (row.call) continue;
    const earlier = byTopic.get(row.topic);
    const repeats = earlier !== undefined && !row.reopening && row.openedAt <= quietUntil(rules, earlier.end);
    if (repeats) duplicates.push(duplicateFact(contact, earlier.conversationId));
    const end = endOf(row);
    if (earlier === undefined || end >= earlier.end) {
      byTopic.set(row.topic, { end, conversationId: row.conversationId });
    }
  }
  return duplicates;
}

function duplicateFact(contact: StoredContact, earlierConversationId: string): Fact {
  const { call: _call, reopening: _again, abandoned: _unanswered, closedAt: _closedAt, ...about } = contact.row;
  return { fact: 'duplicate', key: issueKey(contact), row: { ...about, earlierConversationId } };
}
