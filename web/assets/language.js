/** Keeps the language that the address names for the next visit, and the rest of the address in the links to others. */
export function rememberLanguage() {
  const here = new URL(location.href);
  const chosen = here.searchParams.get('lang');
  if (chosen)
    document.cookie = `rida_language=${encodeURIComponent(chosen)}; path=/; max-age=31536000; samesite=strict`;
  for (const link of document.querySelectorAll('a[hreflang]')) {
    const target = new URL(here);
    target.searchParams.set('lang', link.getAttribute('hreflang') ?? '');
    link.setAttribute('href', `${target.pathname}${target.search}${target.hash}`);
  }
}
