import { ask, submitWith } from './api.js';
import { byId, element, setRows, showSection } from './dom.js';
import { fill, formatTime } from './format.js';

/**
 * The workspace's API keys: list, make, revoke.
 * @param {string} zone
 */
export function startKeys(zone) {
  const form = /** @type {HTMLFormElement} */ (byId('new-key'));
  const list = () => showSection('keys', (section) => showKeys(section, zone, list));
  form.addEventListener('change', () => askWhose(form));
  submitWith(form, async ({ name, source, sees, teamIds = '', agentIds = '', ...granted }) => {
    const ids = { teamIds: idsIn(teamIds), agentIds: idsIn(agentIds) };
    const { secret } = await ask('POST', '/api-keys', { name, source, sees, ...ids, scopes: Object.keys(granted) });
    form.reset();
    askWhose(form);
    showSecret(secret);
    await list();
  });
  return list();
}

/** A key that sees some teams or employees names them.
 * @param {HTMLFormElement} form
 */
function askWhose(form) {
  const { sees, teamIds, agentIds } = /** @type {any} */ (form.elements);
  for (const [input, role] of [
    [teamIds, 'supervisor'],
    [agentIds, 'employee'],
  ]) {
    input.disabled = sees.value !== role;
    input.closest('label').hidden = input.disabled;
  }
}

/** @param {string} text ids with Latin or Arabic commas between them */
function idsIn(text) {
  return text
    .split(/[,،]/)
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

/**
 * @param {HTMLElement} section
 * @param {string} zone
 * @param {() => Promise<void>} reload
 */
async function showKeys(section, zone, reload) {
  const { apiKeys } = await ask('GET', '/api-keys');
  const {
    never = '',
    revoke = '',
    confirm: question,
  } = /** @type {HTMLElement} */ (section.querySelector('table')).dataset;
  const rows = apiKeys.map((/** @type {any} */ key) => {
    const button = element(
      'button',
      { type: 'button', class: 'quiet danger', 'aria-label': `${revoke}: ${key.name}` },
      revoke,
    );
    button.addEventListener('click', async () => {
      if (!confirm(fill(question, { name: key.name }))) return;
      await ask('DELETE', `/api-keys/${key.id}`);
      await reload();
    });
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, element('bdi', {}, key.name)),
      element('td', {}, element('code', { dir: 'ltr' }, `${key.prefix}…`)),
      element('td', { class: 'wide' }, ...key.scopes.map(scopeName), sightName(key)),
      element('td', {}, formatTime(key.createdAt, zone)),
      element('td', {}, key.lastUsedAt ? formatTime(key.lastUsedAt, zone) : never),
      element('td', {}, button),
    );
  });
  setRows(section, 'tbody', rows);
  return rows.length > 0;
}

/** A scope in the words that the form below has for it.
 * @param {string} scope
 */
function scopeName(scope) {
  const box = document.querySelector(`#new-key input[name="${CSS.escape(scope)}"]`);
  return element('span', { class: 'tag' }, box?.parentElement?.textContent?.trim() ?? scope);
}

/** What a key sees in the words of the form, with the teams or employees it is bound to.
 * @param {{ sees: string, teamIds: string[], agentIds: string[] }} key
 */
function sightName({ sees, teamIds, agentIds }) {
  const option = document.querySelector(`#new-key option[value="${CSS.escape(sees)}"]`);
  const ids = [...teamIds, ...agentIds].map((id) => element('bdi', { class: 'tag' }, id));
  return element('div', { class: 'hint' }, `${option?.textContent ?? sees} `, ...ids);
}

/** @param {string} secret shown this once */
function showSecret(secret) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('secret'));
  const output = /** @type {HTMLOutputElement} */ (dialog.querySelector('output'));
  const copy = byId('copy');
  const label = copy.textContent;
  output.value = secret;
  const closed = new AbortController();
  const copySecret = async () => {
    await navigator.clipboard.writeText(secret);
    copy.textContent = copy.dataset.copied ?? '';
  };
  copy.addEventListener('click', copySecret, { signal: closed.signal });
  dialog.addEventListener(
    'close',
    () => {
      output.value = '';
      copy.textContent = label;
      closed.abort();
    },
    { signal: closed.signal },
  );
  dialog.showModal();
}
