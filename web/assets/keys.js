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
  submitWith(form, async ({ name, source, ...granted }) => {
    const { secret } = await ask('POST', '/api-keys', { name, source, scopes: Object.keys(granted) });
    form.reset();
    showSecret(secret);
    await list();
  });
  return list();
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
      element('td', { class: 'wide' }, ...key.scopes.map(scopeName)),
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
