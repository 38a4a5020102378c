import { crc32 } from 'node:zlib';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { refKey, type StreamRef } from './protocol.ts';

/** 2²⁷ places, 16 MB: one stream in a hundred is taken for a known one at a million, one in fourteen at ten. */
const placeBits = 27;
const placesPerRow = 8192;

type PlaceRow = [row: number, places: number[]];

/**
 * Which streams the log may hold already. A conversation that begins now need not be looked for in the
 * log; "maybe" costs a read, "no" is certain.
 */
export class SeenStreams {
  private readonly bits = new Uint8Array(2 ** placeBits / 8);
  private complete = false;

  /** Whether the stream may have been seen before; marks it as seen. True for all until the log is known. */
  add(ref: StreamRef): boolean {
    const place = crc32(refKey(ref)) >>> (32 - placeBits);
    const byte = place >>> 3;
    const bit = 1 << (place & 7);
    const known = ((this.bits[byte] ?? 0) & bit) !== 0;
    this.bits[byte] = (this.bits[byte] ?? 0) | bit;
    return known || !this.complete;
  }

  /** Marks every stream of the log, in one statement of at most 2²⁷ ÷ 8192 rows. */
  async learn(warehouse: Warehouse): Promise<void> {
    const shift = 32 - placeBits;
    const rows = await warehouse.rows<PlaceRow>(
      'fold',
      `SELECT intDiv(place, ${placesPerRow}), groupUniqArray(place % ${placesPerRow})
       FROM (SELECT bitShiftRight(CRC32(concat(toString(workspace_id), ' ', stream)), ${shift}) AS place
             FROM events GROUP BY workspace_id, stream)
       GROUP BY 1`,
    );
    for (const [row, places] of rows) {
      for (const place of places) {
        const at = row * placesPerRow + place;
        this.bits[at >>> 3] = (this.bits[at >>> 3] ?? 0) | (1 << (at & 7));
      }
    }
    this.complete = true;
  }
}
