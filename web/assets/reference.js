import { byId } from './dom.js';
import { rememberLanguage } from './language.js';

rememberLanguage();

const find = /** @type {HTMLInputElement} */ (byId('find'));
find.addEventListener('input', showMatching);
addEventListener('hashchange', openTarget);
openTarget();

/** Shows the routes that hold every word that was typed, and the nouns that still have one. */
function showMatching() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const route of document.querySelectorAll('.route')) {
    const text = route.getAttribute('data-find') ?? '';
    const matches = words.every((word) => text.includes(word));
    setHidden(route, !matches);
    const link = document.querySelector(`[data-of="${CSS.escape(route.id)}"]`);
    if (link) setHidden(link, !matches);
    if (matches) found += 1;
  }
  for (const section of document.querySelectorAll('.noun, .links section')) {
    setHidden(section, section.querySelector('.route:not([hidden]), [data-of]:not([hidden])') === null);
  }
  byId('nothing-found').hidden = found > 0;
}

/**
 * @param {Element} element
 * @param {boolean} hidden
 */
function setHidden(element, hidden) {
  element.toggleAttribute('hidden', hidden);
}

/** A type that a link leads to is opened, so that it can be read. */
function openTarget() {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (target instanceof HTMLDetailsElement) target.open = true;
}
