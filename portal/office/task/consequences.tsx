/** What going back to a step means beside the step itself, where it means anything. */
import type { WayBack } from '#engine/runtime/application/tasks.ts';
import { useText } from '../use-text.ts';

export function Consequences({ way: { givenUp, sent } }: { readonly way: WayBack }) {
  const t = useText();
  return (
    <ul className="consequences" aria-live="polite">
      {givenUp.length > 0 && <li>{t('givesUp', { steps: givenUp.join(', ') })}</li>}
      {sent.length > 0 && <li>{t('staysSent', { steps: sent.join(', ') })}</li>}
      <li>{t('deadlineStays')}</li>
    </ul>
  );
}
