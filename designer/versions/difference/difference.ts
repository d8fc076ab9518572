/** What is another in one state of a service than in another, in words: one thing that people have a name for each. */
import type { Language } from '#engine/runtime/application/common.ts';
import type { ResourceSummary, ServiceDetail } from '#engine/runtime/application/services.ts';
import type { Translate } from '#portal/kit/text.ts';
import type { DesignerTextKey } from '#portal/kit/texts/designer.ts';

export interface Difference {
  /** Where it stands in its file: the id of an element, the code of a message; '' for the file itself. */
  readonly at: string;
  /** `moved`: on the drawing alone. */
  readonly what: 'added' | 'removed' | 'changed' | 'moved';
  /** What people call it. */
  readonly name: string;
  /** What kind of thing it is; '' where the name says it. */
  readonly sort: string;
  readonly details: readonly Detail[];
}

/** One property, as it was and as it is; '' for nothing. */
export interface Detail {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

/** How things are said, and what the codes of the service stand for. */
export interface DifferenceSpeech {
  readonly t: Translate<DesignerTextKey>;
  readonly language: Language;
  readonly choices: Pick<ServiceDetail['choices'], 'roles' | 'stages' | 'messages' | 'calendars'>;
  readonly resources: readonly ResourceSummary[];
}

/** What is said of a thing: by label, in the order in which it is said. */
export type Facts = ReadonlyMap<string, string>;

/** @returns what differs of two things' facts, in the order of the later one */
export function detailsOf(before: Facts, after: Facts): readonly Detail[] {
  const labels = [...new Set([...after.keys(), ...before.keys()])];
  return labels.flatMap((label) => {
    const [from, to] = [before.get(label) ?? '', after.get(label) ?? ''];
    return from === to ? [] : [{ label, from, to }];
  });
}
