/**
 * What may be made public of a case: a title, a redacted text, the answer and chosen photos, never who reported.
 * The product suggests what looks like personal data; a person decides (vietnam.md 2.4).
 */
import { findPersonalData, judgedKinds, type PersonalKind, type PersonalKnowledge } from './personal-data/find.ts';

export interface PublicationDraft {
  readonly title: string;
  readonly text: string;
  readonly answer: string;
}

export interface PublicationFault {
  readonly path: keyof PublicationDraft;
  readonly rule: 'required' | 'maxLength' | PersonalKind;
  readonly params: Readonly<Record<string, string | number>>;
}

export const publicationLimits = { title: 120, text: 4000, answer: 4000 } as const;

/** What was decided of the names and homes in the texts. */
export interface Judgement {
  /** Passages that stay though they look like a name or a home; left out: of those nothing is asked. */
  readonly kept?: readonly string[];
  readonly known?: PersonalKnowledge;
}

/** What stands against publishing. Nothing is published while this list is not empty. */
export function checkPublication(
  draft: PublicationDraft,
  { kept, known = {} }: Judgement = {},
): readonly PublicationFault[] {
  return (['title', 'text', 'answer'] as const).flatMap((path): readonly PublicationFault[] => {
    const value = draft[path].trim();
    const max = publicationLimits[path];
    if (value === '') return [{ path, rule: 'required', params: {} }];
    if (value.length > max) return [{ path, rule: 'maxLength', params: { max } }];
    return findPersonalData(value, known)
      .filter(({ kind, text }) => !judgedKinds.has(kind) || (kept !== undefined && !kept.includes(oneLine(text))))
      .map((found) => ({ path, rule: found.kind, params: { found: found.text } }));
  });
}

/** A passage as it stands among those that are kept. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A first title from a report's text: its first sentence, cut between words. */
export function suggestTitle(text: string, maxLength = 80): string {
  const sentence = (/^[^.!?\n]+/.exec(text.trim())?.[0] ?? '').trim();
  if (sentence.length <= maxLength) return sentence;
  const cut = sentence.slice(0, maxLength - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1)).trimEnd()}…`;
}

/**
 * A first title for the public. It does not end within something personal, such as half a telephone number, which nobody
 * would find in the title any more.
 */
export function suggestPublicTitle(text: string, known: PersonalKnowledge = {}): string {
  const whole = text.trim();
  const title = suggestTitle(whole);
  const end = title.replace(/…$/, '').length;
  const cut = findPersonalData(whole, known).find((found) => found.start < end && found.end > end);
  if (cut === undefined) return title;
  const before = whole.slice(0, cut.start).trimEnd();
  return before === '' ? '' : `${before}…`;
}
