import type { Answer, Question, Viewer } from '../../core/kpis/question.ts';
import { type StatementRow, compile } from './compile.ts';
import { type DrilledRow, type RowPlace, type RowsQuestion, compileRows } from './compile-rows.ts';
import type { ScopedWarehouse } from './warehouse.ts';

/** Answers a question with one statement. */
export async function ask(warehouse: ScopedWarehouse, question: Question, viewer: Viewer): Promise<Answer> {
  const { sql, params, answer } = compile(question, viewer);
  return answer(sql === null ? [] : await warehouse.rows<StatementRow>(sql, params));
}

/** The rows behind one cell, a page at a time, in the order of their place. */
export async function askRows(
  warehouse: ScopedWarehouse,
  question: RowsQuestion,
  viewer: Viewer,
  page: { after: RowPlace | null; limit: number },
): Promise<DrilledRow[]> {
  const statement = compileRows(question, viewer, page);
  return statement === null ? [] : statement.read(await warehouse.rows(statement.sql, statement.params));
}
