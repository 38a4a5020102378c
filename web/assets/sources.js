import { ask } from './api.js';
import { element, setRows, showSection } from './dom.js';
import { formatCount, formatTime, none } from './format.js';

const counts = ['received', 'accepted', 'duplicate', 'refused', 'late'];
const alarming = new Set(['silent', 'refusing']);

/**
 * What each source sent in the last 24 hours, and whether it is silent or refused beyond its habit.
 * @param {string} zone
 */
export function startSources(zone) {
  return showSection('sources', async (section) => {
    const { sources } = await ask('GET', '/sources');
    const { dataset: states } = /** @type {HTMLElement} */ (section.querySelector('table'));
    const rows = sources.map((/** @type {any} */ source) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, element('bdi', {}, source.name ?? source.source)),
        ...counts.map((name) => element('td', { class: 'number' }, formatCount(source[name]))),
        element('td', {}, source.lastEventAt ? formatTime(source.lastEventAt, zone) : none),
        element('td', alarming.has(source.state) ? { class: 'error' } : {}, states[source.state] ?? none),
      ),
    );
    setRows(section, 'tbody', rows);
    return rows.length > 0;
  });
}
