/** Small letters without marks, and nothing but letters and digits: what is left when somebody varies a word. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}

/** Letters that are written as digits and signs: `p@ssw0rd`. */
export function withoutDisguise(text: string): string {
  return text.replaceAll(/[@4013$5!7]/g, (sign) => disguises[sign] ?? sign);
}

const disguises: Readonly<Record<string, string>> = {
  ...{ '@': 'a', '4': 'a', '0': 'o', '1': 'i', '3': 'e', $: 's', '5': 's', '!': 'i', '7': 't' },
};
