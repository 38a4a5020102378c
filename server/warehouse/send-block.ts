import { closeSync, ftruncate, openSync, unlinkSync, write } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import type { BlockSender, Client } from './clients.ts';
import type { RowBlock } from './warehouse.ts';

const writeAt = promisify(write);
const truncate = promisify(ftruncate);

/**
 * chDB takes a statement as text, which cannot hold bytes: they go through a file. It has no name and is
 * gone with the process, so that no crash leaves people's words lying about; one a connection, used again
 * and again, because making files is what some file systems are slow at.
 */
export function sendByFile(directory: string): { sendBlock: BlockSender; release(): void } {
  const files = new Map<Client, number>();

  function fileOf(client: Client): number {
    const known = files.get(client);
    if (known !== undefined) return known;
    const name = join(directory, `sent-${process.pid}-${files.size}`);
    const file = openSync(name, 'wx+', 0o600);
    unlinkSync(name);
    files.set(client, file);
    return file;
  }

  async function sendBlock(...[client, block, settings]: Parameters<BlockSender>): Promise<void> {
    const file = fileOf(client);
    try {
      await writeWhole(file, block.bytes);
      await client.command({
        query: `INSERT INTO ${target(block)} SELECT ${names(block)}
          FROM file('/dev/fd/${file}', 'Native', '${structure(block)}')`,
        clickhouse_settings: settings,
      });
    } finally {
      await truncate(file, 0);
    }
  }

  function release(): void {
    for (const file of files.values()) closeSync(file);
    files.clear();
  }

  return { sendBlock, release };
}

/** To a server the block goes as it is. */
export async function sendByHttp(...[client, block, settings]: Parameters<BlockSender>): Promise<void> {
  const { stream } = await client.exec({
    query: `INSERT INTO ${target(block)} FORMAT Native`,
    values: Readable.from([block.bytes], { objectMode: false }),
    clickhouse_settings: settings,
  });
  await text(stream);
}

async function writeWhole(file: number, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await writeAt(file, bytes, written, bytes.length - written, written);
    written += bytesWritten;
  }
}

function target(block: RowBlock): string {
  return `${block.table} (${names(block)})`;
}

function names({ columns }: RowBlock): string {
  return columns.map(({ name }) => name).join(', ');
}

function structure({ columns }: RowBlock): string {
  return columns
    .map(({ name, type }) => `${name} ${type}`)
    .join(', ')
    .replaceAll("'", "\\'");
}
