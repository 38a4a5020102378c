import { cumulativeStdNormalProbability, mean, quantile as quantileOf, sampleVariance } from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { adjustedWaldInterval } from './adjusted-wald.ts';
import { meanInterval } from './mean.ts';
import { newcombeInterval } from './newcombe.ts';
import { z95 } from './normal.ts';
import { quantile } from './quantile.ts';
import { tQuantile975 } from './student-t.ts';
import { wilsonInterval } from './wilson.ts';

test('z95 leaves 2.5 % above it', () => {
  expect(cumulativeStdNormalProbability(z95)).toBeCloseTo(0.975, 4);
});

describe('Wilson', () => {
  test.each([
    // Newcombe 1998, Statistics in Medicine 17:857–872, Table I, method 3
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    // recomputed
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [8, 10, 0.4902, 0.9433],
    [90, 100, 0.8256, 0.9448],
    [3, 3, 0.4385, 1],
    [80, 100, 0.7112, 0.8666],
    // 2,023 of 4,054 satisfied: the public call-centre file
    [2023, 4054, 0.4836, 0.5144],
  ])('%i of %i', (hits, n, lower, upper) => {
    const interval = wilsonInterval(hits, n);
    expect(interval?.[0]).toBeCloseTo(lower, 4);
    expect(interval?.[1]).toBeCloseTo(upper, 4);
  });

  test('nobody asked is null, never 0 %', () => expect(wilsonInterval(0, 0)).toBeNull());
  test('none and all have one exact end', () => {
    expect(wilsonInterval(0, 7)?.[0]).toBe(0);
    expect(wilsonInterval(7, 7)?.[1]).toBe(1);
  });
});

describe('difference of two shares, Newcombe method 10', () => {
  test.each([
    // Newcombe 1998, Statistics in Medicine 17:873–890, Table II
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%i/%i − %i/%i', (a, m, b, n, lower, upper) => {
    const interval = newcombeInterval({ hits: a, n: m }, { hits: b, n });
    expect(interval?.[0]).toBeCloseTo(lower, 4);
    expect(interval?.[1]).toBeCloseTo(upper, 4);
  });

  test('an empty side has no interval', () => {
    expect(newcombeInterval({ hits: 0, n: 0 }, { hits: 1, n: 2 })).toBeNull();
  });
});

describe('NPS, adjusted Wald', () => {
  test.each([
    [162, 108, 54, 24.95, 41.11],
    [50, 30, 20, 14.05, 44.2],
    [20, 5, 5, 19.11, 71.8],
    [6, 3, 1, -0.2, 77.13],
    [10, 0, 0, 47.5, 100],
  ])('%i promoters, %i passives, %i detractors', (plus, passive, minus, lower, upper) => {
    const interval = adjustedWaldInterval(plus, minus, plus + passive + minus);
    expect((interval?.[0] ?? 0) * 100).toBeCloseTo(lower, 2);
    expect((interval?.[1] ?? 0) * 100).toBeCloseTo(upper, 2);
  });

  test('no answers, no interval', () => expect(adjustedWaldInterval(0, 0, 0)).toBeNull());
});

describe('Student t', () => {
  test.each([
    // Abramowitz & Stegun, Table 26.10, to full digits by the finite series 26.7.3 and 26.7.4
    [1, 12.706204736174707],
    [2, 4.302652729749464],
    [3, 3.182446305283708],
    [5, 2.570581835636314],
    [10, 2.2281388519862744],
    [30, 2.0422724563012378],
    [120, 1.979930405082441],
    [1000, 1.9623390808264078],
  ])('df %i', (df, expected) => {
    expect(Math.abs(tQuantile975(df) / expected - 1)).toBeLessThan(1e-12);
  });

  test('comes down to the normal quantile', () => {
    expect(tQuantile975(1e7)).toBeGreaterThan(z95);
    expect(tQuantile975(1e7)).toBeCloseTo(z95, 6);
  });
});

describe('interval of a mean', () => {
  const repeated = (counts: Record<string, number>) =>
    Object.entries(counts).flatMap(([value, n]) => Array.from({ length: n }, () => Number(value)));

  const sample = (values: number[]) => ({
    n: values.length,
    mean: mean(values),
    variance: sampleVariance(values),
  });

  test.each([
    ['four levels', { 100: 50, 66.66666666666667: 30, 33.333333333333336: 15, 0: 5 }, 75, 69.1, 80.9],
    ['five stars', { 1: 5, 2: 5, 3: 10, 4: 30, 5: 50 }, 4.15, 3.929, 4.371],
    ['CES 1–7', { 1: 2, 2: 3, 3: 5, 4: 10, 5: 20, 6: 30, 7: 30 }, 5.53, 5.24, 5.82],
  ])('%s', (_name, counts, expected, lower, upper) => {
    const values = sample(repeated(counts));
    expect(values.mean).toBeCloseTo(expected, 2);
    expect(meanInterval(values)?.[0]).toBeCloseTo(lower, 2);
    expect(meanInterval(values)?.[1]).toBeCloseTo(upper, 2);
  });

  test('one value has no interval', () => {
    expect(meanInterval({ n: 1, mean: 3, variance: 0 })).toBeNull();
  });
});

describe('quantile', () => {
  test.each([
    [[1, 2, 4], 0.5, 2],
    [[4, 1, 2], 0.9, 3.5999999999999996],
    [[7], 0.9, 7],
    [[1, 2, 3, 4], 0, 1],
    [[1, 2, 3, 4], 1, 4],
  ])('of %j at %d', (values, level, expected) => expect(quantile(values, level)).toBe(expected));

  test('of nothing is null', () => expect(quantile([], 0.5)).toBeNull());

  test('the median agrees with simple-statistics', () => {
    const values = Array.from({ length: 101 }, (_, i) => ((i * 7919) % 1009) - 300);
    expect(quantile(values, 0.5)).toBe(quantileOf(values, 0.5));
    expect(quantile(values.slice(1), 0.5)).toBe(quantileOf(values.slice(1), 0.5));
  });
});
