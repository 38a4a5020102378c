/** What a table may be at most; every bound has its own error, and none needs the whole file in memory. */
export const tableLimits = {
  /** Of a CSV file, unpacked. */
  textBytes: 2 * 1024 ** 3,
  rows: 5_000_000,
  columns: 1_000,
  /** Characters. */
  cell: 200_000,
  /** Characters of one row; beyond it only its beginning is kept, as a refused row. */
  row: 1_000_000,
  /** Of an XLSX file: parts in it, bytes of one part unpacked, and how many times its packed size that may be. */
  parts: 2_000,
  partBytes: 2 * 1024 ** 3,
  partRatio: 200,
  /** A part this small may be packed as tightly as it likes. */
  ratioFromBytes: 16 * 1024 ** 2,
  /** Characters of all shared texts together, which are held while a sheet is read. */
  sharedText: 64 * 1024 ** 2,
} as const;

export type TableLimits = { readonly [Name in keyof typeof tableLimits]: number };
