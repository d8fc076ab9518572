/** What a step of the list is called: its name, its kind, who does it, by when, and what the citizen sees. */
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { Shape } from '../../diagram/library.ts';
import { useText } from '../../use-text.ts';
import { deadlineWords, lengthWords, nameOf, whoWords } from '../../words.ts';
import { kindWords } from '../kind-words.ts';
import { expression } from '../panel/deadline-group.tsx';
import { extensionOf, nameIn, textOf, timerOf, timerValue } from '../panel/edit.ts';

export interface StepWords {
  name(shape: Shape): string;
  kind(shape: Shape): string;
  more(shape: Shape): readonly string[];
}

export function useStepWords(detail: ServiceDetail): StepWords {
  const t = useText();
  const language = useLanguage();
  const speech = { t, language };
  const { roles, calendars, stages } = detail.choices;
  const who = ({ businessObject }: Shape): string | null => {
    const of = (name: string) => expression(textOf(businessObject, `wardflow:${name}`));
    if (!/^bpmn:(User|Manual)Task$/.test(businessObject.$type)) return null;
    return whoWords({ unit: of('unit'), role: of('role'), assignee: of('assignee') }, roles, speech);
  };
  const due = (shape: Shape): string | null => {
    const deadline = extensionOf(shape, 'wardflow:Deadline');
    const timer = timerOf(shape);
    if (timer !== undefined) {
      const length = expression(timerValue(timer).value);
      return length === null ? null : lengthWords(length, speech);
    }
    const duration = deadline === undefined ? null : expression(textOf(deadline, 'duration'));
    if (deadline === undefined || duration === null) return null;
    const of = (name: string) => expression(textOf(deadline, name));
    return deadlineWords({ duration, from: of('from'), calendar: of('calendar'), dayCount: null }, calendars, speech);
  };
  const stage = ({ businessObject }: Shape): string | null => {
    const code = textOf(businessObject, 'wardflow:stage');
    return code === '' ? null : t('seenAs', { stage: nameOf(code, stages, language) });
  };
  return {
    name: (shape) => nameIn(shape.businessObject, language) || kindWords(shape.businessObject, language),
    kind: (shape) => kindWords(shape.businessObject, language),
    more: (shape) =>
      [kindWords(shape.businessObject, language), who(shape), due(shape), stage(shape)].filter(
        (words) => words !== null,
      ),
  };
}
