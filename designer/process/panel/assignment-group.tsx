/** How a task finds its official: out of the pool, or given to somebody by a rule. */
import { Select } from '@mantine/core';
import { type AssignmentStrategy, assignmentStrategies } from '#engine/core/model/program.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../../use-text.ts';
import { FeelField } from '../feel/feel-field.tsx';
import { type Attributes, extensionOf, setExtensions, textOf } from './edit.ts';
import { PickField } from './fields.tsx';
import type { GroupProps } from './group-props.ts';

const type = 'wardflow:Assignment';
const pool = 'pool';

export function AssignmentGroup({ diagram, element, detail }: GroupProps) {
  const t = useText();
  const language = useLanguage();
  // What the citizen does is given to nobody.
  if (textOf(element.businessObject, 'wardflow:role') === 'citizen') return null;
  const found = extensionOf(element, type);
  const attribute = (name: string): string => (found === undefined ? '' : textOf(found, name));
  const strategy = attribute('strategy') || pool;
  const set = (attributes: Attributes): void => setExtensions(diagram, element, type, [{ strategy, ...attributes }]);
  return (
    <fieldset>
      <legend>{t('groupAssignment')}</legend>
      <Select
        label={t('assignment')}
        allowDeselect={false}
        value={strategy}
        data={[pool, ...assignmentStrategies].map((value) => ({
          value,
          label: t(`assign_${value as AssignmentStrategy}`),
        }))}
        onChange={(value) => setExtensions(diagram, element, type, value === pool ? [] : [{ strategy: value ?? pool }])}
      />
      <p className="hint">{t(`assignHint_${strategy as AssignmentStrategy}`)}</p>
      {strategy === 'post' && (
        <PickField
          label={t('assignPost')}
          value={attribute('post')}
          choices={detail.choices.roles.map(({ code, name }) => ({ value: code, label: name[language] }))}
          onCommit={(post) => set({ post })}
        />
      )}
      {strategy === 'expression' && (
        <FeelField
          label={t('assignUser')}
          description={t('assignUserHint')}
          mixed
          spot={{ element: element.id, when: 'before' }}
          value={attribute('user')}
          onCommit={(user) => set({ user })}
        />
      )}
    </fieldset>
  );
}
