import { ask, Problem } from './api.js';
import { element, showSection } from './dom.js';
import { formatCount, formatTime } from './format.js';

/**
 * Who did what in the workspace, newest first; not there for who may not see it.
 * @param {string} zone
 */
export function startAudit(zone) {
  return showSection('audit', async (section) => {
    const more = /** @type {HTMLButtonElement} */ (section.querySelector('.more'));
    const body = /** @type {HTMLElement} */ (section.querySelector('tbody'));
    const { machine = '' } = /** @type {HTMLElement} */ (section.querySelector('table')).dataset;
    let cursor = '';
    const showPage = async () => {
      const page = await ask('GET', `/audit?limit=10${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      body.append(...page.entries.map((/** @type {any} */ entry) => rowOf(entry, zone, machine)));
      cursor = page.nextCursor ?? '';
      more.hidden = cursor === '';
    };
    more.addEventListener('click', showPage);
    await showPage().catch((error) => {
      section.hidden = error instanceof Problem && error.code === 'notAllowed';
      throw error;
    });
    return body.childElementCount > 0;
  });
}

/**
 * @param {any} entry
 * @param {string} zone
 * @param {string} machine what the command line is called
 */
function rowOf({ at, actor, title, details }, zone, machine) {
  const { name = '', count } = details;
  const about = count === undefined ? name : `× ${formatCount(count)}`;
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, element('bdi', {}, actor.name ?? (actor.kind === 'local' ? machine : actor.id))),
    element('td', {}, title),
    element('td', {}, element('bdi', {}, about)),
    element('td', {}, formatTime(at, zone)),
  );
}
