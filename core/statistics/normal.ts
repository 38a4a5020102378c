/** Φ⁻¹(0.975): half-width of a 95 % interval in standard errors. Every interval here is 95 %. */
export const z95 = 1.959963984540054;

/** Lower and upper end of an interval, in the unit of the estimate. */
export type Interval = readonly [lower: number, upper: number];

/** The value moved into [low, high]. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
