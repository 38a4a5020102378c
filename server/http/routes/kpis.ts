import * as routes from '../../../contract/routes/kpis.ts';
import { listKpis } from '../../services/kpis/list.ts';
import { drill } from '../../services/reports/drill.ts';
import { handler } from '../handler.ts';
import { iso, stretch } from '../instants.ts';

export const kpiDoors = [
  handler(routes.listKpis, async ({ raw }) => ({ kpis: listKpis(raw.locale) })),
  handler(routes.listKpiRows, async ({ params, query }, context) => {
    const page = await drill({ ...query, ...params }, context);
    return {
      kpi: page.kpi,
      period: stretch(page.period),
      periodBy: page.periodBy,
      rows: page.rows.map(({ at, value, ids }) => ({ at: iso(at), value, ...ids })),
      nextCursor: page.nextCursor,
    };
  }),
];
