/** "Đơn vị phối hợp": whom the lead has asked for what, by when, and what came of it. */
import { useQueryClient } from '@tanstack/react-query';
import type { JointView } from '#engine/runtime/application/parts.ts';
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { AskButton } from './ask-button.tsx';
import './joint.css';
import { PartLine } from './part-line.tsx';
import { partsKey, useParts } from './queries.ts';
import { useJointText } from './use-joint-text.ts';

export function JointPanel({ task }: { readonly task: TaskDetail }) {
  const t = useJointText();
  const queries = useQueryClient();
  const { data: joint } = useParts(task.taskId);
  if (joint === undefined || (!joint.possible && joint.parts.length === 0)) return null;
  const changed = (view: JointView) => queries.setQueryData(partsKey(task.taskId), view);
  return (
    <section className="wf-card block" aria-labelledby="joint-title">
      <h2 id="joint-title">{t('units')}</h2>
      {joint.parts.length === 0 && <p className="wf-muted">{t('none')}</p>}
      <ul className="parts">
        {joint.parts.map((part) => (
          <PartLine key={part.partId} taskId={task.taskId} part={part} mayChange={joint.mayAsk} changed={changed} />
        ))}
      </ul>
      {joint.mayAsk && <AskButton taskId={task.taskId} joint={joint} changed={changed} />}
    </section>
  );
}
