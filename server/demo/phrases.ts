import type { Locale } from '../../core/language/locales.ts';
import type { DemoTopic } from './cast.ts';
import ar from './phrases/ar.json' with { type: 'json' };
import en from './phrases/en.json' with { type: 'json' };
import fa from './phrases/fa.json' with { type: 'json' };

interface Phrases {
  openings: Readonly<Record<DemoTopic, readonly string[]>>;
  followUps: readonly string[];
  wantsAgent: readonly string[];
  bot: readonly string[];
  agent: readonly string[];
  thanks: readonly string[];
  comments: Readonly<Record<'satisfied' | 'neutral' | 'unsatisfied' | 'exchange', readonly string[]>>;
}

/** What people in the demo write: invented content, not texts of the product. */
export const phrases: Readonly<Record<Locale, Phrases>> = { ar, fa, en };
