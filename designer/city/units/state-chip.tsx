import type { UnitView } from '#engine/runtime/application/organisation.ts';
import { dayWords } from '#portal/kit/format.ts';
import { useWords } from '../use-words.ts';

/** Whether a unit is in force today; what is in force without an end is the usual. */
export function StateChip({
  unit: { validFrom, validTo },
  today,
  onlyUnusual = false,
}: {
  readonly unit: Pick<UnitView, 'validFrom' | 'validTo'>;
  readonly today: string;
  readonly onlyUnusual?: boolean;
}) {
  const t = useWords();
  if (validTo !== null && validTo < today) {
    return <span className="wf-chip mute">{t('closedSince', { day: dayWords(validTo) })}</span>;
  }
  if (validFrom !== null && validFrom > today) {
    return <span className="wf-chip info">{t('notYet', { day: dayWords(validFrom) })}</span>;
  }
  if (validTo !== null) return <span className="wf-chip risk">{t('closesOn', { day: dayWords(validTo) })}</span>;
  return onlyUnusual ? null : <span className="wf-chip ok">{t('inForce')}</span>;
}
