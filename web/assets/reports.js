import { ask } from './api.js';
import { byId, element, setRows, showSection } from './dom.js';
import { fill, formatCount, formatDay, formatRange, formatTime, formatValue, none } from './format.js';

/** @typedef {{ value: number | null, unit: string, n: number, interval: [number, number] | null }} Cell */

/**
 * The two reports' main figures of the present month, each with its interval and sample size.
 * @param {string} zone
 */
export async function startReports(zone) {
  const titles = ask('GET', '/kpis').then(
    ({ kpis }) => new Map(kpis.map((/** @type {any} */ kpi) => [kpi.id, kpi.title])),
  );
  await Promise.all([
    showSection('satisfaction', async (section) => {
      const [report, names] = await Promise.all([ask('GET', '/reports/satisfaction'), titles]);
      showPeriod(report.period, zone);
      const asOf = /** @type {HTMLElement} */ (section.querySelector('.as-of'));
      asOf.textContent = fill(asOf.dataset.text, { time: formatTime(report.asOf, zone) });
      const ids = (section.dataset.kpis ?? '').split(' ');
      setRows(
        section,
        'tbody',
        ids.map((id) => headlineRow(names.get(id) ?? id, report.headline[id])),
      );
      return report.headline.ratings.value > 0 || report.headline.asked.value > 0;
    }),
    showSection('agents', async (section) => {
      const [report, names] = await Promise.all([ask('GET', '/reports/agent-performance'), titles]);
      showAgents(section, report, names);
      return report.rows.length > 0;
    }),
  ]);
}

/**
 * @param {{ from: string, to: string }} period `to` does not belong to it
 * @param {string} zone
 */
function showPeriod({ from, to }, zone) {
  const place = byId('period');
  const lastInstant = new Date(Date.parse(to) - 1).toISOString();
  place.textContent = formatRange(formatDay(from, zone), formatDay(lastInstant, zone));
}

/**
 * @param {string} title
 * @param {Cell} cell
 */
function headlineRow(title, cell) {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, title),
    element('td', { class: 'number value' }, formatValue(cell.value, cell.unit)),
    element('td', { class: 'number' }, intervalOf(cell)),
    element('td', { class: 'number' }, formatCount(cell.n)),
  );
}

/**
 * @param {HTMLElement} section
 * @param {any} report
 * @param {Map<string, string>} names
 */
function showAgents(section, report, names) {
  const ids = (section.dataset.kpis ?? '').split(' ');
  const { notAssigned = '', total = '' } = section.dataset;
  const heads = ids.map((id) => element('th', { scope: 'col', class: 'number' }, names.get(id) ?? id));
  const first = /** @type {HTMLElement} */ (section.querySelector('thead th'));
  first.parentElement?.replaceChildren(first, ...heads);
  const row = (/** @type {string} */ name, /** @type {any} */ cells) =>
    element('tr', {}, element('th', { scope: 'row' }, element('bdi', {}, name)), ...ids.map((id) => figure(cells[id])));
  const nameOf = (/** @type {any} */ { agentId, agentName }) => (agentId === '' ? notAssigned : (agentName ?? agentId));
  setRows(
    section,
    'tbody',
    report.rows.map((/** @type {any} */ cells) => row(nameOf(cells), cells)),
  );
  setRows(section, 'tfoot', [row(total, report.totals)]);
}

/** A value; where it was estimated, its sample size and interval below it.
 * @param {Cell} cell
 */
function figure(cell) {
  const place = element('td', { class: 'number' }, formatValue(cell.value, cell.unit));
  if (cell.unit !== 'count' && cell.n > 0) {
    const size = element('small', {}, element('bdi', { dir: 'ltr' }, `n = ${formatCount(cell.n)}`));
    place.append(size, element('small', {}, intervalOf(cell)));
  }
  return place;
}

/** @param {Cell} cell */
function intervalOf({ interval, unit }) {
  if (!interval) return none;
  return formatRange(formatValue(interval[0], unit), formatValue(interval[1], unit));
}
