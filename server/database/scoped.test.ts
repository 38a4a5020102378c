import { type Expression, expressionBuilder, type Kysely, OrNode, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../tests/support/engines.ts';
import type { Database } from './open.ts';
import { type ScopedSchema, scopedTables } from './scoped-tables.ts';
import { ScopedDatabase } from './scoped.ts';
import type { Schema } from './schema.ts';

let database: Database;
let db: Kysely<Schema>;
let mine: ScopedDatabase;
const [a, b] = [1, 2];

beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  for (const name of ['A', 'B']) {
    await db.insertInto('workspaces').values({ name, secret: name }).execute();
  }
  for (const workspace_id of [a, b]) {
    for (const n of [1, 2]) {
      const canary = `canary-${workspace_id}-${n}`;
      await db
        .insertInto('signals')
        .values({ workspace_id, kind: 'k', subject: canary, at: n, raised_at: n })
        .execute();
      await db.insertInto('due').values({ lane: n, workspace_id, stream: canary, at: n }).execute();
    }
  }
  mine = new ScopedDatabase(db, a);
});

afterAll(() => database.close());

const everythingOfB = () =>
  Promise.all([
    db.selectFrom('signals').selectAll().where('workspace_id', '=', b).orderBy('subject').execute(),
    db.selectFrom('due').selectAll().where('workspace_id', '=', b).orderBy('stream').execute(),
  ]);

/** Statements as a forgetful programmer writes them: none says whose rows it means. */
const reads: Record<string, (scoped: ScopedDatabase) => { execute(): Promise<unknown[]> }> = {
  'a plain select': (s) => s.selectFrom('signals').selectAll(),
  'an alias': (s) => s.selectFrom('signals as x').selectAll('x'),
  'a condition with or': (s) =>
    s
      .selectFrom('signals')
      .selectAll()
      .where((eb) => eb.or([eb('at', '=', 1), eb('at', '>', 0)])),
  'an explicit foreign id': (s) => s.selectFrom('signals').select('subject').where('workspace_id', '=', b),
  'two tables': (s) => s.selectFrom(['signals', 'due']).select(['signals.subject', 'due.stream']),
  'an inner join': (s) =>
    s.selectFrom('signals').innerJoin('due', 'due.at', 'signals.at').select(['signals.subject', 'due.stream']),
  'a left join': (s) =>
    s.selectFrom('signals as x').leftJoin('due as y', 'y.at', 'x.at').select(['x.subject', 'y.stream']),
  'a right join': (s) =>
    s.selectFrom('signals as x').rightJoin('due as y', 'y.at', 'x.at').select(['x.subject', 'y.stream']),
  'a full join': (s) =>
    s.selectFrom('signals as x').fullJoin('due as y', 'y.at', 'x.at').select(['x.subject', 'y.stream']),
  'a cross join': (s) => s.selectFrom('signals as x').crossJoin('due as y').select(['x.subject', 'y.stream']),
  'a lateral join': (s) =>
    s
      .selectFrom('signals as x')
      .innerJoinLateral(
        (eb) => eb.selectFrom('due').select('stream').limit(9).as('y'),
        (join) => join.onTrue(),
      )
      .select(['x.subject', 'y.stream']),
  'a self join': (s) =>
    s.selectFrom('signals as x').innerJoin('signals as y', 'x.kind', 'y.kind').select(['x.subject', 'y.subject as z']),
  'a subquery in from': (s) => s.selectFrom((eb) => eb.selectFrom('signals').selectAll().as('inner')).selectAll(),
  'a subquery in select': (s) =>
    s
      .selectFrom('signals')
      .select((eb) => eb.selectFrom('due').select('stream').orderBy('stream', 'desc').limit(1).as('x')),
  'a subquery in where': (s) =>
    s
      .selectFrom('signals')
      .selectAll()
      .where('at', 'in', (eb) => eb.selectFrom('due').select('at')),
  'an exists of strangers': (s) =>
    s
      .selectFrom('signals')
      .selectAll()
      .where((eb) => eb.exists(eb.selectFrom('due').select('at').where('stream', '=', `canary-${b}-1`))),
  'a with': (s) =>
    s
      .with('x', (w) => w.selectFrom('signals').selectAll())
      .selectFrom('x')
      .selectAll(),
  'a with of a with': (s) =>
    s
      .with('x', (w) => w.selectFrom('signals').selectAll())
      .with('y', (w) => w.selectFrom('x').innerJoin('due', 'due.at', 'x.at').select(['x.subject', 'due.stream']))
      .selectFrom('y')
      .selectAll(),
  'a union': (s) => s.selectFrom('signals').select('subject').unionAll(s.selectFrom('due').select('stream as subject')),
  'a builder inside another': (s) => s.selectFrom(s.selectFrom('signals').selectAll().as('x')).selectAll(),
  'a lock': (s) => s.selectFrom('signals').selectAll().forUpdate(),
  'without plugins': (s) => s.withoutPlugins().selectFrom('signals').selectAll(),
  'a distinct, an order and a group': (s) =>
    s.selectFrom('signals').select('subject').distinct().groupBy('subject').orderBy('subject', 'desc'),
};

describe('what is read without a condition', () => {
  for (const [name, read] of Object.entries(reads)) {
    it(`${name} shows own rows only`, async () => {
      const rows = JSON.stringify(await read(mine).execute());
      expect(rows).not.toContain(`canary-${b}`);
      if (!/foreign|strangers/.test(name)) expect(rows).toContain(`canary-${a}`);
    });
  }

  it('counts own rows only', async () => {
    const { n } = await mine
      .selectFrom('signals')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(n).toBe(2);
  });

  it('gives the other workspace its own', async () => {
    const rows = await new ScopedDatabase(db, b).selectFrom('signals').selectAll().execute();
    expect(rows.map((row) => row.workspace_id)).toEqual([b, b]);
  });
});

describe('what is written without a condition', () => {
  it('an update changes own rows only, whatever its condition says', async () => {
    const before = await everythingOfB();
    await mine.updateTable('signals').set({ at: 5 }).execute();
    await mine
      .updateTable('signals as x')
      .set({ at: 6 })
      .where((eb) => eb.or([eb('x.at', '>', 0), eb('x.at', '<', 9)]))
      .execute();
    await mine.updateTable('signals').set({ at: 7 }).where('workspace_id', '=', b).execute();
    await mine
      .updateTable('signals')
      .from('due')
      .set((eb) => ({ at: eb.ref('due.at') }))
      .execute();
    expect(await everythingOfB()).toEqual(before);
  });

  it('an or without parentheses does not reach around the scope', async () => {
    const before = await everythingOfB();
    const compare = (operator: '>' | '<') =>
      expressionBuilder<ScopedSchema, 'signals'>()('at', operator, 5).toOperationNode();
    const bare: Expression<boolean> = {
      expressionType: true,
      toOperationNode: () => OrNode.create(compare('<'), compare('>')),
    };
    await mine.updateTable('signals').set({ at: 8 }).where(bare).execute();
    await new ScopedDatabase(db, 999).deleteFrom('signals').where(bare).execute();
    expect(await everythingOfB()).toEqual(before);
  });

  it('a delete removes own rows only', async () => {
    const before = await everythingOfB();
    const other = new ScopedDatabase(db, 999);
    await other.deleteFrom('signals').execute();
    await other.deleteFrom('due as d').using('signals').where('d.at', '>', 0).execute();
    await expect(mine.selectFrom('signals').selectAll().execute()).resolves.toHaveLength(2);
    expect(await everythingOfB()).toEqual(before);
  });

  it('an insert is marked as own', async () => {
    await mine
      .insertInto('signals')
      .values([{ kind: 'new', subject: 's', at: 1, raised_at: 1 }])
      .execute();
    await mine
      .insertInto('signals')
      .values({ workspace_id: a, kind: 'new', subject: 't', at: 1, raised_at: 1 })
      .execute();
    const rows = await db.selectFrom('signals').select('workspace_id').where('kind', '=', 'new').execute();
    expect(rows).toEqual([{ workspace_id: a }, { workspace_id: a }]);
    await mine.deleteFrom('signals').where('kind', '=', 'new').execute();
  });

  it('a conflict with a stranger’s row does not change it', async () => {
    await db.schema.createIndex('signals_subject').unique().on('signals').column('subject').execute();
    const before = await everythingOfB();
    await mine
      .insertInto('signals')
      .values({ kind: 'k', subject: `canary-${b}-1`, at: 99, raised_at: 99 })
      .onConflict((conflict) => conflict.column('subject').doUpdateSet({ at: 99 }))
      .execute();
    expect(await everythingOfB()).toEqual(before);
    await db.schema.dropIndex('signals_subject').execute();
  });

  it('a transaction is scoped and rolls back', async () => {
    const before = await mine.selectFrom('signals').selectAll().orderBy('subject').execute();
    await expect(
      mine.transaction(async (trx) => {
        await trx.deleteFrom('signals').execute();
        expect(await trx.selectFrom('signals').selectAll().execute()).toEqual([]);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await mine.selectFrom('signals').selectAll().orderBy('subject').execute()).toEqual(before);
  });
});

describe('what is refused', () => {
  const refused: Record<string, () => unknown> = {
    'raw SQL in a column': () =>
      mine
        .selectFrom('signals')
        .select(sql`(select 1)`.as('x'))
        .compile(),
    'raw SQL in a condition': () =>
      mine
        .selectFrom('signals')
        .selectAll()
        .where(sql<boolean>`true or true`)
        .compile(),
    'raw SQL as a table': () =>
      mine
        .selectFrom(sql`signals`.as('x'))
        .selectAll()
        .compile(),
    'raw SQL as an order': () =>
      mine
        .selectFrom('signals')
        .selectAll()
        .orderBy(sql`random()`)
        .compile(),
    'another schema': () => mine.withSchema('pg_catalog').selectFrom('signals').selectAll().compile(),
    'an unknown function': () =>
      mine
        .selectFrom('signals')
        .select((eb) => eb.fn('pg_read_file', [eb.val('x')]).as('x'))
        .compile(),
    'an unknown aggregate': () =>
      mine
        .selectFrom('signals')
        .select((eb) => eb.fn.agg('query_to_xml', ['subject']).as('x'))
        .compile(),
    'a merge': () =>
      mine.mergeInto('signals').using('due', 'due.at', 'signals.at').whenMatched().thenDelete().compile(),
    'an insert for another workspace': () =>
      mine.insertInto('signals').values({ workspace_id: b, kind: 'k', subject: 's', at: 1, raised_at: 1 }).compile(),
    'an insert from a select': () =>
      mine
        .insertInto('signals')
        .columns(['kind'])
        .expression((eb) => eb.selectFrom('due').select('stream'))
        .compile(),
    'a with named as a table': () =>
      mine
        .with('due', (w) => w.selectFrom('signals').selectAll())
        .selectFrom('due')
        .selectAll()
        .compile(),
  };
  for (const [name, make] of Object.entries(refused)) {
    it(name, () => {
      expect(make).toThrow('scoped database: refused');
    });
  }

  it('tables of nobody, which the types refuse too', () => {
    for (const table of ['users', 'workspaces', 'lanes', 'browser_sessions', 'pg_user']) {
      // @ts-expect-error not a table of a workspace
      expect(() => mine.selectFrom(table).selectAll().compile()).toThrow('refused table');
      // @ts-expect-error not a table of a workspace
      expect(() => mine.deleteFrom(table).compile()).toThrow('refused table');
    }
  });

  it('moving a row to another workspace, which the types refuse too', () => {
    // @ts-expect-error workspace_id never changes
    expect(() => mine.updateTable('signals').set({ workspace_id: b }).compile()).toThrow('refused moving');
    const insert = mine.insertInto('signals').values({ kind: 'k', subject: 's', at: 1, raised_at: 1 });
    const move = { workspace_id: b } as Record<string, number>;
    expect(() => insert.onConflict((c) => c.column('subject').doUpdateSet(move)).compile()).toThrow('refused moving');
  });

  it('statements made elsewhere: there is no door for them', () => {
    for (const door of ['executeQuery', 'getExecutor', 'connection', 'schema', 'introspection']) {
      expect(mine).not.toHaveProperty(door);
    }
  });
});

it('knows every table that has a workspace_id', async () => {
  const { rows } = await database.pool.query<{ table_name: string }>(
    `select table_name from information_schema.columns
     where table_schema = 'public' and column_name = 'workspace_id' order by 1`,
  );
  expect(rows.map((row) => row.table_name)).toEqual(Object.keys(scopedTables).sort());
});
