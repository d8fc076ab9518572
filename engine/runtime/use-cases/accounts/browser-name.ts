/** What a browser calls itself, as two words that a person knows it by. The order matters: most claim to be others too. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/coc_coc_browser/i, 'coccoc'],
  [/Zalo/i, 'zalo'],
  [/SamsungBrowser/i, 'samsung'],
  [/Edg(e|A|iOS)?\//, 'edge'],
  [/OPR\/|Opera/i, 'opera'],
  [/Firefox|FxiOS/i, 'firefox'],
  [/Chrome|Chromium|CriOS/i, 'chrome'],
  [/Safari/i, 'safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/i, 'android'],
  [/iPhone|iPad|iPod/i, 'ios'],
  [/Windows/i, 'windows'],
  [/Mac OS X|Macintosh/i, 'macos'],
  [/Linux|X11|CrOS/i, 'linux'],
];

/** @returns `chrome/windows`; '' on either side where it is not known */
export function agentWords(agent: string): string {
  const found = (list: typeof browsers) => list.find(([pattern]) => pattern.test(agent))?.[1] ?? '';
  return `${found(browsers)}/${found(systems)}`;
}

/** The front half of a network address: enough to know the office from home, too little to find anybody by. */
export function networkOf(address: string): string {
  const mapped = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (mapped.includes('.')) return `${mapped.split('.').slice(0, 2).join('.')}.*.*`;
  const groups = mapped.split('::')[0]?.split(':').slice(0, 3) ?? [];
  return groups[0] === undefined || groups[0] === '' ? '::' : `${groups.join(':')}::`;
}
