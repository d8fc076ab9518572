import { Link } from 'react-router';
import type { WorklistItem } from '#engine/runtime/application/tasks.ts';
import { ClockChip } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useGivingText } from '#portal/kit/react/use-giving-text.ts';
import { AssignmentMark } from '../giving/assignment-mark.tsx';
import { useJointText } from '../joint/use-joint-text.ts';
import '../joint/joint.css';
import { useRelayText } from '../relay/use-relay-text.ts';
import { ReopenedMark } from '../task/reopened.tsx';
import { titleOf } from '../title.ts';
import { useText } from '../use-text.ts';

/** One task: what it is about, how long there is, which step, who has it. The whole row leads to the task. */
export interface RowProps {
  readonly item: WorklistItem;
  readonly chosen: boolean;
  readonly onChoose: (taskId: string, chosen: boolean) => void;
}

export function Row({ item, chosen, onChoose }: RowProps) {
  const giving = useGivingText();
  const joint = useJointText();
  const relay = useRelayText();
  const t = useText();
  const language = useLanguage();
  return (
    <li className="row">
      <div className="what">
        {item.mayGive && (
          <input
            type="checkbox"
            className="choose"
            aria-label={giving('select', { number: item.registerNumber })}
            checked={chosen}
            onChange={(event) => onChoose(item.taskId, event.currentTarget.checked)}
          />
        )}
        <Link to={`/tasks/${item.taskId}`} data-task={item.taskId} className="title">
          {titleOf(item, language)}
        </Link>
        <p className="wf-muted">
          <span className="wf-code">{item.registerNumber}</span> · {item.category.name[language]}
          {item.ward && ` · ${item.ward.name[language]}`}
        </p>
        {(item.reopened !== null ||
          item.urgent ||
          item.confidential ||
          item.unread ||
          item.returned !== null ||
          item.assignment !== '' ||
          item.part !== null) && (
          <p className="marks">
            {item.returned !== null && (
              <span className="wf-chip risk">
                {t(item.returned.kind === 'recall' ? 'recalledMark' : 'returnedMark')}
              </span>
            )}
            {item.reopened !== null && <ReopenedMark reopened={item.reopened} />}
            {item.transferred !== null && (
              <span className="wf-chip risk">
                {giving(item.transferred.kind === 'disputed' ? 'markDisputed' : 'markTransferred')}
              </span>
            )}
            {item.part !== null && (
              <span className="wf-chip info joint-mark">{joint('mark', { unit: item.part.lead.name[language] })}</span>
            )}
            <AssignmentMark {...item} />
            {item.unread && <span className="wf-chip info">{relay('unread')}</span>}
            {item.urgent && <span className="wf-chip late">{t('urgent')}</span>}
            {item.confidential && <span className="wf-chip mute">{t('confidential')}</span>}
          </p>
        )}
      </div>
      <ClockChip clock={item.clock} />
      <span>{item.step[language]}</span>
      <span className="wf-muted">{item.assignee?.displayName ?? t('nobody')}</span>
    </li>
  );
}
