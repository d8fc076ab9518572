/** Work that a machine does: who takes it, how often it is tried, and what goes first. */
import { useText } from '../../use-text.ts';
import { setText, textOf } from './edit.ts';
import { TextField } from './fields.tsx';
import type { GroupProps } from './group-props.ts';

const builtIn = /^(notice|publish)?$/;

export function JobGroup({ diagram, element }: GroupProps) {
  const t = useText();
  const field = (name: 'jobType' | 'retries' | 'jobPriority', description: string) => (
    <TextField
      label={t(name)}
      description={description}
      code
      value={textOf(element.businessObject, `wardflow:${name}`)}
      onCommit={(value) => setText(diagram, element, `wardflow:${name}`, value)}
    />
  );
  const jobType = textOf(element.businessObject, 'wardflow:jobType');
  return (
    <fieldset>
      <legend>{t('groupJob')}</legend>
      {field('jobType', builtIn.test(jobType) ? t('jobTypeHint') : t('jobTypeOutside', { jobType }))}
      {field('retries', t('retriesHint'))}
      {field('jobPriority', t('jobPriorityHint'))}
    </fieldset>
  );
}
