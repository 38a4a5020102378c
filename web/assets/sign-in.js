import { ask, Problem, submitWith } from './api.js';
import { rememberLanguage } from './language.js';

rememberLanguage();

// A one-time link carries its secret in the fragment, which no server and no log ever sees.
const token = location.hash.slice(1);
const signIn = /** @type {HTMLFormElement} */ (document.getElementById('sign-in'));
const welcome = /** @type {HTMLFormElement} */ (document.getElementById('welcome'));

submitWith(signIn, async ({ email, password }) => {
  await ask('POST', '/sign-in', { email, password });
  location.replace('/');
});

submitWith(welcome, async ({ email, password }) => {
  await comeBy(token, { email, password });
  location.replace('/');
});

/**
 * By the link with a new account; who has one already signs in to it, and takes the place that the link was made for.
 * @param {string} token
 * @param {{ email: string | undefined, password: string | undefined }} account
 */
async function comeBy(token, account) {
  try {
    await ask('POST', '/sign-in-links/redeem', { token, ...account });
  } catch (taken) {
    if (!(taken instanceof Problem) || taken.code !== 'emailTaken') throw taken;
    // With another password it is somebody else's address, or not remembered: that is what there is to say.
    await ask('POST', '/sign-in', account).catch(() => {
      throw taken;
    });
    await ask('POST', '/sign-in-links/accept', { token });
  }
}

const form = token === '' ? signIn : welcome;
form.hidden = false;
/** @type {HTMLInputElement} */ (form.elements.namedItem('email')).focus();
