import { open } from 'node:fs/promises';
import { RidaError } from '../../../core/errors.ts';
import { openCsv } from './csv-table.ts';
import type { Table, TableChoices } from './table.ts';
import { type TableLimits, tableLimits } from './table-limits.ts';
import { openXlsx } from './xlsx-table.ts';

/**
 * Opens a table, CSV (plain or gzip) or XLSX, told apart by its first bytes whatever its name says; only the heading is
 * read. Throws what `openCsv` and `openXlsx` throw, `fileEmpty` for a file without a byte, and `fileFormatUnknown` for a
 * workbook of the old kind (XLS).
 */
export async function openTable(
  path: string,
  choices: TableChoices = {},
  limits: TableLimits = tableLimits,
): Promise<Table> {
  const first = await firstBytes(path);
  if (first.length === 0) throw new RidaError('fileEmpty');
  if (first.readUInt32BE(0) === oldOffice || first.toString('latin1') === '%PDF')
    throw new RidaError('fileFormatUnknown');
  return isZip(first) ? openXlsx(path, choices, limits) : openCsv(path, choices, limits);
}

const oldOffice = 0xd0cf11e0;

function isZip(first: Buffer): boolean {
  return first[0] === 0x50 && first[1] === 0x4b && [0x03, 0x05, 0x07].includes(first[2] ?? 0);
}

/** The first four bytes, filled with spaces. */
async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(4, ' ');
    const { bytesRead } = await file.read(buffer, 0, 4, 0);
    return bytesRead === 0 ? Buffer.alloc(0) : buffer;
  } finally {
    await file.close();
  }
}
