import { ask, Problem } from './api.js';
import { startAudit } from './audit.js';
import { byId, element } from './dom.js';
import { startKeys } from './keys.js';
import { rememberLanguage } from './language.js';
import { startReports } from './reports.js';
import { startSources } from './sources.js';

rememberLanguage();
await start().catch((error) => {
  if (error instanceof Problem && error.code === 'notSignedIn') location.replace('/sign-in');
  else throw error;
});

async function start() {
  byId('sign-out').addEventListener('click', async () => {
    await ask('POST', '/sign-out', {});
    location.replace('/sign-in');
  });
  const [{ workspace, scopes }, { workspaces }] = await Promise.all([ask('GET', '/me'), ask('GET', '/workspaces')]);
  offerWorkspaces(workspaces, workspace?.id);
  if (!workspace) return;
  const { zone, name, demo } = workspace;
  const heading = byId('workspace');
  /** @type {HTMLElement} */ (heading.querySelector('bdi')).textContent = name;
  /** @type {HTMLElement} */ (heading.querySelector('.badge')).hidden = !demo;
  byId('demo-note').hidden = !demo;
  await Promise.all([startReports(zone), ...startAllowed(scopes, zone)]);
}

/**
 * Sections that not every role may read; the others are hidden.
 * @param {string[]} scopes
 * @param {string} zone
 */
function startAllowed(scopes, zone) {
  const sections = [
    { id: 'sources', scope: 'ingest:read', begin: startSources },
    { id: 'audit', scope: 'audit:read', begin: startAudit },
    { id: 'keys', scope: 'workspace:admin', begin: startKeys },
  ];
  for (const { id, scope } of sections) byId(id).hidden = !scopes.includes(scope);
  return sections.filter(({ scope }) => scopes.includes(scope)).map(({ begin }) => begin(zone));
}

/**
 * @param {any[]} workspaces
 * @param {number | undefined} current
 */
function offerWorkspaces(workspaces, current) {
  const place = byId('workspaces');
  const select = /** @type {HTMLSelectElement} */ (place.querySelector('select'));
  select.replaceChildren(...workspaces.map(({ id, name }) => element('option', { value: String(id) }, name)));
  select.value = String(current);
  select.addEventListener('change', () => {
    const target = new URL(location.href);
    target.searchParams.set('workspace', select.value);
    location.assign(target);
  });
  place.hidden = workspaces.length < 2;
}
