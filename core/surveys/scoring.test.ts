import { expect, test } from 'vitest';
import { scoreOf, scoringVersion } from './scoring.ts';

test.each([
  ['smiley3', [1, 2, 3], [0, 50, 100], [false, false, true], 'csat'],
  ['four', [1, 2, 3, 4], [0, 100 / 3, 200 / 3, 100], [false, false, true, true], 'csat'],
  ['stars5', [1, 2, 3, 4, 5], [0, 25, 50, 75, 100], [false, false, false, true, true], 'csat'],
  ['nps', [0, 6, 8, 9, 10], [0, 60, 80, 90, 100], [false, false, false, true, true], 'nps'],
  ['ces7', [1, 4, 5, 7], [0, 50, 400 / 6, 100], [false, false, true, true], 'ces'],
  ['yesNo', [0, 1], [0, 100], [false, true], 'other'],
  ['custom', [0, 7], [null, null], [false, false], 'other'],
])('%s: every value has its published score', (scale, values, scores, satisfied, family) => {
  expect(values.map((value) => scoreOf(scale, value))).toEqual(
    values.map((_, i) => ({ family, score: scores[i], satisfied: satisfied[i], scoringVersion })),
  );
});

test.each([
  ['smiley3', 0],
  ['smiley3', 4],
  ['stars5', 4.5],
  ['nps', -1],
  ['nps', Number.NaN],
  ['unknown', 5],
])('%s with %d has no score and satisfies nobody: it is never counted as 0', (scale, value) => {
  expect(scoreOf(scale, value)).toMatchObject({ score: null, satisfied: false });
});
