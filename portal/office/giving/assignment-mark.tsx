/** That nobody was found for a task, or that somebody must give it out; and why. */
import type { WorklistItem } from '#engine/runtime/application/tasks.ts';
import { useGivingText } from '#portal/kit/react/use-giving-text.ts';
import type { GivingTextKey } from '#portal/kit/texts/giving.ts';

type Given = Pick<WorklistItem, 'assignment' | 'assignee'>;

export function AssignmentMark({ assignment, assignee }: Given) {
  const t = useGivingText();
  if (assignee !== null) return null;
  if (assignment === 'manual') return <span className="wf-chip risk">{t('markManual')}</span>;
  return whyOf(assignment) === undefined ? null : <span className="wf-chip risk">{t('markNobody')}</span>;
}

/** The whole sentence, for the page of the task. */
export function AssignmentWords({ assignment, assignee }: Given) {
  const t = useGivingText();
  if (assignee !== null) return null;
  if (assignment === 'manual') return <p>{t('manualHint')}</p>;
  const why = whyOf(assignment);
  return why === undefined ? null : <p>{t('nobody', { why: t(why) })}</p>;
}

const reasons: Readonly<Record<string, GivingTextKey>> = {
  nobody: 'why_nobody',
  away: 'why_away',
  noPost: 'why_noPost',
  noArea: 'why_noArea',
  unknown: 'why_unknown',
  apart: 'why_apart',
};

function whyOf(assignment: string): GivingTextKey | undefined {
  const why = assignment.split(':')[1] ?? '';
  return Object.hasOwn(reasons, why) ? reasons[why] : undefined;
}
