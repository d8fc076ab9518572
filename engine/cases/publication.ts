/**
 * What may be made public of a case: a title, a redacted text, the answer and chosen photos, never who reported.
 * The product suggests what looks like personal data; a person decides (vietnam.md 2.4).
 */

export interface PublicationDraft {
  readonly title: string;
  readonly text: string;
  readonly answer: string;
}

export interface PersonalFinding {
  readonly kind: 'phone' | 'idNumber' | 'email' | 'plate';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface PublicationFault {
  readonly path: keyof PublicationDraft;
  readonly rule: 'required' | 'maxLength' | PersonalFinding['kind'];
  readonly params: Readonly<Record<string, string | number>>;
}

export const publicationLimits = { title: 120, text: 4000, answer: 4000 } as const;

/** In this order: what an earlier pattern has found is not found again by a later one. */
const patterns: readonly (readonly [PersonalFinding['kind'], RegExp])[] = [
  ['email', /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g],
  ['plate', /\b\d{2}[- ]?[A-Z]{1,2}\d?[- ]?\d{3}\.?\d{2}\b/g],
  ['phone', /(?<![\d.])(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)/g],
  ['idNumber', /(?<!\d)(?:\d{12}|\d{9})(?!\d)/g],
];

/** Places in a text that look like personal data, in order. */
export function findPersonalData(text: string): readonly PersonalFinding[] {
  const findings: PersonalFinding[] = [];
  for (const [kind, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (findings.every((known) => end <= known.start || start >= known.end)) {
        findings.push({ kind, start, end, text: match[0] });
      }
    }
  }
  return findings.toSorted((a, b) => a.start - b.start);
}

/** The text with each finding covered: what is proposed to the person who decides. */
export function redact(text: string, findings: readonly PersonalFinding[] = findPersonalData(text)): string {
  let result = '';
  let position = 0;
  for (const { start, end } of findings) {
    result += `${text.slice(position, start)}[…]`;
    position = end;
  }
  return result + text.slice(position);
}

/** What stands against publishing. Nothing is published while this list is not empty. */
export function checkPublication(draft: PublicationDraft): readonly PublicationFault[] {
  return (['title', 'text', 'answer'] as const).flatMap((path): readonly PublicationFault[] => {
    const value = draft[path].trim();
    const max = publicationLimits[path];
    if (value === '') return [{ path, rule: 'required', params: {} }];
    if (value.length > max) return [{ path, rule: 'maxLength', params: { max } }];
    return findPersonalData(value).map((found) => ({ path, rule: found.kind, params: { found: found.text } }));
  });
}

/** A first title from a report's text: its first sentence, cut between words. */
export function suggestTitle(text: string, maxLength = 80): string {
  const sentence = (/^[^.!?\n]+/.exec(text.trim())?.[0] ?? '').trim();
  if (sentence.length <= maxLength) return sentence;
  const cut = sentence.slice(0, maxLength - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1)).trimEnd()}…`;
}
