import { fold } from './fold.ts';

/** The last part of a public address: words of the title, then the register number, e.g. `nap-ho-ga-pa-261013-0001`. */
export function slugOf(title: string, registerNumber: string): string {
  const words = plain(title)
    .slice(0, 60)
    .replace(/-[^-]*$/, (tail) => (plain(title).length > 60 ? '' : tail));
  return [words, plain(registerNumber)].filter((part) => part !== '').join('-');
}

function plain(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
