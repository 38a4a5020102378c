import { ask, submitWith } from './api.js';
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
  await ask('POST', '/sign-in-links/redeem', { token, email, password });
  location.replace('/');
});

const form = token === '' ? signIn : welcome;
form.hidden = false;
/** @type {HTMLInputElement} */ (form.elements.namedItem('email')).focus();
