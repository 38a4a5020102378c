/**
 * An element with attributes and children; texts are texts, never markup.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** @param {string} id */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Loads a section and shows its state: loading, empty, failed or ready.
 * @param {string} id
 * @param {(section: HTMLElement) => Promise<boolean>} load draws it; says whether there was anything
 */
export async function showSection(id, load) {
  const section = byId(id);
  try {
    section.dataset.state = (await load(section)) ? 'ready' : 'empty';
  } catch (error) {
    const place = /** @type {HTMLElement} */ (section.querySelector('.when-failed'));
    place.textContent = error instanceof Error ? error.message : String(error);
    section.dataset.state = 'failed';
  }
}

/**
 * @param {HTMLElement} section
 * @param {string} part `tbody` or `tfoot`
 * @param {Node[]} rows
 */
export function setRows(section, part, rows) {
  section.querySelector(`table ${part}`)?.replaceChildren(...rows);
}
