/** What of a figure rows can be put in order by: itself, its rows, or how far it moved. */
export const orderedBy = ['value', 'n', 'difference', 'lastYearDifference'] as const;
export const orderDirections = ['ascending', 'descending'] as const;

/** By what of which figure the rows of a report stand. */
export interface OrderBy {
  kpi: string;
  of: (typeof orderedBy)[number];
  direction: (typeof orderDirections)[number];
}
