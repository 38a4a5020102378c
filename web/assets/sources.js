import { ask } from './api.js';
import { element, setRows, showSection } from './dom.js';
import { formatCount, formatTime, none } from './format.js';

const counts = ['received', 'accepted', 'duplicate', 'refused', 'late'];

/**
 * What each source sent in the last 24 hours.
 * @param {string} zone
 */
export function startSources(zone) {
  return showSection('sources', async (section) => {
    const { sources } = await ask('GET', '/ingest/summary');
    const rows = sources.map((/** @type {any} */ source) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, element('bdi', {}, source.source)),
        ...counts.map((name) => element('td', { class: 'number' }, formatCount(source[name]))),
        element('td', {}, source.lastEventAt ? formatTime(source.lastEventAt, zone) : none),
      ),
    );
    setRows(section, 'tbody', rows);
    return rows.length > 0;
  });
}
