import { ScopedDatabase } from '../../database/scoped.ts';
import type { Eraser } from './erasers.ts';
import { namesPerson } from './mentions-person.ts';
import type { ErasingPorts, Person } from './person.ts';

const rowsPerPage = 500;

/** A row of a file that was refused: which import's, and its line. */
interface RowPlace {
  importId: number;
  line: number;
}

/** Refused rows of imported files that name him by any of his identifiers, in a cell or in the reason. */
export const refusedRows: Eraser = {
  name: 'refusedRows',
  tables: [],
  databaseTables: ['import_refusals'],
  async find(person, ports) {
    let count = 0;
    for await (const places of namingRows(person, ports)) count += places.length;
    return count;
  },
  async remove(person, ports) {
    const database = new ScopedDatabase(ports.db, person.workspaceId);
    for await (const places of namingRows(person, ports)) {
      for (const { importId, line } of places)
        await database
          .deleteFrom('import_refusals')
          .where('import_id', '=', importId)
          .where('line', '=', line)
          .execute();
    }
  },
};

async function* namingRows({ workspaceId, identifiers }: Person, { db }: ErasingPorts): AsyncGenerator<RowPlace[]> {
  const database = new ScopedDatabase(db, workspaceId);
  const names = namesPerson(identifiers);
  for (let after: RowPlace = { importId: 0, line: -1 }; ;) {
    const rows = await database
      .selectFrom('import_refusals')
      .select(['import_id as importId', 'line', 'cells', 'reasons'])
      .where((eb) =>
        eb.or([
          eb('import_id', '>', after.importId),
          eb.and([eb('import_id', '=', after.importId), eb('line', '>', after.line)]),
        ]),
      )
      .orderBy('import_id')
      .orderBy('line')
      .limit(rowsPerPage)
      .execute();
    yield rows.filter(({ cells, reasons }) => names(JSON.stringify([cells, reasons])));
    const last = rows.at(-1);
    if (last === undefined || rows.length < rowsPerPage) return;
    after = last;
  }
}
