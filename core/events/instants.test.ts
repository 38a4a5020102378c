import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readInstant } from './instants.ts';

test('what JavaScript writes is read back, whatever the instant and the offset', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0001-01-02T00:00:00Z'), max: new Date('9998-12-31T00:00:00Z'), noInvalidDate: true }),
      fc.integer({ min: -14 * 60, max: 14 * 60 }),
      (date, offset) => {
        const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
        const size = Math.abs(offset);
        const two = (n: number) => String(n).padStart(2, '0');
        const written = `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        expect(readInstant(written)).toBe(date.getTime());
        expect(readInstant(date.toISOString())).toBe(date.getTime());
      },
    ),
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, '', ' ', '2026', '2026-11-22T10:00:00', '2100-02-29T00:00:00Z'])(
  '%j names no instant',
  (written) => {
    expect(readInstant(written)).toBeNull();
  },
);
