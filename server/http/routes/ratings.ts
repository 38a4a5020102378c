import * as routes from '../../../contract/routes/ratings.ts';
import { listSatisfactionRows } from '../../services/ratings/list.ts';
import { handler } from '../handler.ts';
import { iso, stretch, withIso } from '../instants.ts';

export const ratingDoors = [
  handler(routes.listSatisfactionRows, async ({ query }, context) => {
    const { satisfied, hasComment, ...asked } = query;
    const page = await listSatisfactionRows(
      { ...asked, satisfied: yes(satisfied), hasComment: yes(hasComment) },
      context,
    );
    return {
      ...page,
      period: { ...stretch(page.period), zone: page.period.zone },
      asOf: iso(page.asOf),
      rows: page.rows.map((row) => withIso(row, ['ratedAt', 'askedAt', 'closedAt'])),
    };
  }),
];

function yes(written: 'true' | 'false' | undefined): boolean | undefined {
  return written === undefined ? undefined : written === 'true';
}
