import { z95 } from './normal.ts';

/**
 * The 97.5 % quantile of Student's t with `df` degrees of freedom (df ≥ 1): half-width of a 95 %
 * interval of a mean in standard errors. Falls towards z95 as df grows.
 *
 * Newton's method on the distribution function, begun at the Cornish–Fisher expansion
 * (Abramowitz & Stegun 26.7.5); exact forms for df 1 and 2. Relative error below 1e-12.
 */
export function tQuantile975(df: number): number {
  const known = cache.get(df);
  if (known !== undefined) return known;
  const found = df === 1 ? Math.tan(Math.PI * 0.475) : df === 2 ? 0.95 / Math.sqrt(0.04875) : solve(df);
  if (cache.size < 10_000) cache.set(df, found);
  return found;
}

const cache = new Map<number, number>();

function solve(df: number): number {
  let t = cornishFisher(df);
  for (let step = 0; step < 20; step++) {
    const change = (upperTail(t, df) - 0.025) / density(t, df);
    t += change;
    if (Math.abs(change) < 1e-14 * t) break;
  }
  return t;
}

function cornishFisher(df: number): number {
  const z = z95;
  return z + (z ** 3 + z) / (4 * df) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df * df);
}

/** P(T > t) for t > 0: half the regularized incomplete beta I_x(df/2, 1/2) at x = df/(df + t²). */
function upperTail(t: number, df: number): number {
  return regularizedBeta(df / (df + t * t), (t * t) / (df + t * t), df / 2, 0.5) / 2;
}

function density(t: number, df: number): number {
  const logConstant = logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * Math.log(df * Math.PI);
  return Math.exp(logConstant - ((df + 1) / 2) * Math.log1p((t * t) / df));
}

/** I_x(a, b) with `rest` = 1 − x, by the continued fraction of Numerical Recipes §6.4 (Lentz). */
function regularizedBeta(x: number, rest: number, a: number, b: number): number {
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(rest));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(rest, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const nonZero = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction;
}

/** ln Γ(x) for x > 0: Stirling's series after shifting x above 12 (Abramowitz & Stegun 6.1.41). */
function logGamma(x: number): number {
  let shift = 0;
  let y = x;
  while (y < 12) {
    shift += Math.log(y);
    y += 1;
  }
  const r = 1 / (y * y);
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188))))) / y;
  return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
