/**
 * Asks the API as the signed-in person, in the language of the page.
 * @param {string} method
 * @param {string} path under `/api/v1`
 * @param {unknown} [body]
 * @returns {Promise<any>} the answer; null where there is none
 * @throws {Problem} what the API refused, in words for a person
 */
export async function ask(method, path, body) {
  /** @type {Record<string, string>} */
  const headers = { 'accept-language': document.documentElement.lang };
  const workspace = new URLSearchParams(location.search).get('workspace');
  if (workspace) headers['rida-workspace'] = workspace;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const answer = await fetch(`/api/v1${path}`, init).catch(() => {
    throw new Problem('unreachable', document.getElementById('unreachable')?.textContent ?? '');
  });
  if (answer.ok) return answer.status === 204 ? null : await answer.json();
  const problem = await answer.json().catch(() => ({ code: 'unreachable' }));
  throw new Problem(
    problem.code,
    problem.detail ?? problem.title ?? document.getElementById('unreachable')?.textContent,
  );
}

/** Something the API refused; `message` is for a person, `code` for the page. */
export class Problem extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/**
 * Sends a form's fields with `send` and shows what was refused below them.
 * @param {HTMLFormElement} form
 * @param {(fields: Record<string, string>) => Promise<void>} send
 */
export function submitWith(form, send) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = /** @type {HTMLButtonElement} */ (form.querySelector('[type=submit]'));
    button.disabled = true;
    showError(form, '');
    try {
      const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
      await send(Object.fromEntries(fields));
    } catch (error) {
      showError(form, error instanceof Error ? error.message : String(error));
    }
    button.disabled = false;
  });
}

/**
 * @param {Element} place
 * @param {string} text '' removes what was shown
 */
export function showError(place, text) {
  const shown = /** @type {HTMLElement} */ (place.querySelector('.error'));
  shown.textContent = text;
  shown.hidden = text === '';
}
