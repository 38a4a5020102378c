import { describe, expect, test } from 'vitest';
import { kpis } from '../core/kpis/kpis.ts';
import { locales } from '../core/language/locales.ts';
import { kpiTexts } from './kpi-texts.ts';
import { messageKeys } from './messages.ts';

describe.each(locales)('KPIs in %s', (locale) => {
  test('every one has its own title and a definition', () => {
    const titles = kpis.map((kpi) => kpiTexts(locale, kpi).title);
    expect(new Set(titles).size).toBe(kpis.length);
    expect(kpis.every((kpi) => kpiTexts(locale, kpi).definition.length > 10)).toBe(true);
  });

  test('there is no text without a KPI', () => {
    const ids = new Set(kpis.map(({ id }) => id));
    const texts = messageKeys(locale).filter((key) => key.startsWith('kpis.of.'));
    expect(texts.filter((key) => !ids.has(key.split('.')[2] ?? ''))).toEqual([]);
  });
});
