/** What going back to a step means beside the step itself, where it means anything. */
import type { Language, Localised } from '#engine/runtime/application/common.ts';
import type { WayBack } from '#engine/runtime/application/tasks.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';

export function Consequences({ way: { givenUp, sent } }: { readonly way: WayBack }) {
  const t = useText();
  const language = useLanguage();
  return (
    <ul className="consequences" aria-live="polite">
      {givenUp.length > 0 && <li>{t('givesUp', { steps: listed(givenUp, language) })}</li>}
      {sent.length > 0 && <li>{t('staysSent', { steps: listed(sent, language) })}</li>}
      <li>{t('deadlineStays')}</li>
    </ul>
  );
}

export function listed(steps: readonly Localised[], language: Language): string {
  return steps.map((step) => step[language]).join(', ');
}
