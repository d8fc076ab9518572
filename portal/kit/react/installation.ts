/** Facts of the installation, which the server writes into the page of a single-page application. */

/** IANA name of the zone the city lives in: dates are read by people who act there, wherever their browser is. */
export const timeZone: string = fact('time-zone') ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Undefined where no server stands behind the page that could have filled it in. */
function fact(name: string): string | undefined {
  if (typeof document === 'undefined') return undefined;
  const content = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
  return content === '' || content.startsWith('__') ? undefined : content;
}
