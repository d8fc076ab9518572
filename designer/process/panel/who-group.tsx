/** Who may take a task: a role in a unit, or one account. */
import { useState } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../../use-text.ts';
import { FeelField } from '../feel/feel-field.tsx';
import { setText, textOf } from './edit.ts';
import { PickField } from './fields.tsx';
import type { GroupProps } from './group-props.ts';

const responsible = '=unit';
const centre = 'IOC';
const other = '?';

export function WhoGroup({ diagram, element, detail }: GroupProps) {
  const t = useText();
  const language = useLanguage();
  const unit = textOf(element.businessObject, 'wardflow:unit');
  const [free, setFree] = useState(unit !== '' && unit !== responsible && unit !== centre);
  const setUnit = (value: string): void => {
    setFree(value === other);
    if (value !== other) setText(diagram, element, 'wardflow:unit', value);
  };
  return (
    <fieldset>
      <legend>{t('people')}</legend>
      <PickField
        label={t('role')}
        value={textOf(element.businessObject, 'wardflow:role')}
        none={t('anyRole')}
        choices={detail.choices.roles.map(({ code, name }) => ({ value: code, label: name[language] }))}
        onCommit={(value) => setText(diagram, element, 'wardflow:role', value)}
      />
      <PickField
        label={t('unitLabel')}
        value={free ? other : unit}
        none={t('anyUnit')}
        choices={[
          { value: responsible, label: t('unitResponsible') },
          { value: centre, label: t('unitCentre') },
          { value: other, label: t('unitOther') },
        ]}
        onCommit={setUnit}
      />
      {free && (
        <FeelField
          label={t('unitOther')}
          description={t('unitOtherHint')}
          mixed
          spot={{ element: element.id, when: 'before' }}
          value={unit}
          onCommit={(value) => setText(diagram, element, 'wardflow:unit', value)}
        />
      )}
      <FeelField
        label={t('priority')}
        description={t('priorityHint')}
        mixed
        spot={{ element: element.id, when: 'before' }}
        value={textOf(element.businessObject, 'wardflow:priority')}
        onCommit={(value) => setText(diagram, element, 'wardflow:priority', value)}
      />
    </fieldset>
  );
}
