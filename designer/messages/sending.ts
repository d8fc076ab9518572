/** Which steps send a message, what it may speak of then, and what the page of the case shows at that moment. */
import { type Placeholder, placeholders } from '#engine/cases/notices.ts';
import { localisedName } from '#engine/cases/text/localised.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { UsingStep } from '../settings/uses.ts';

export interface SendingStep extends UsingStep {
  /** Stage that the case comes to with it; null: the one before stays. */
  readonly stage: string | null;
  /** Placeholders that the step itself fills in. */
  readonly gives: readonly Placeholder[];
}

/** What every message may say of its case (`compose-notice.ts`). */
const always: readonly Placeholder[] = ['ma', 'link', 'thanhpho', 'linhvuc', 'diaban', 'donvi', 'han', 'conlai'];

export function sendingSteps(programs: readonly Program[], code: string): readonly SendingStep[] {
  return programs.flatMap(({ nodes }) =>
    Object.values(nodes).flatMap((node) => {
      if (node.type !== 'sendTask' && node.type !== 'serviceTask') return [];
      const named = node.inputs.find(({ name }) => name === 'message' || name === 'template')?.value;
      if (named?.kind !== 'literal' || named.value !== code) return [];
      return {
        element: node.id,
        name: localisedName(node),
        stage: node.stage?.kind === 'literal' ? node.stage.value : null,
        gives: placeholders.filter((one) => node.inputs.some(({ name }) => name === one)),
      };
    }),
  );
}

/** Placeholders that have a value wherever the message is sent. A message that no step sends has what every one has. */
export function valuesIn(steps: readonly SendingStep[]): readonly Placeholder[] {
  const given = placeholders.filter(
    (one) => !always.includes(one) && steps.length > 0 && steps.every(({ gives }) => gives.includes(one)),
  );
  return [...always, ...given];
}
