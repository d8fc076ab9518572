/** Where a step may be sent back to, whose doers may not do it too, and whether who has done it may take it back. */
import { Checkbox, MultiSelect, Select } from '@mantine/core';
import { useState } from 'react';
import type { Language } from '#engine/runtime/application/common.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { Diagram } from '../../diagram/library.ts';
import { useText } from '../../use-text.ts';
import { nameIn, setText, textOf } from './edit.ts';
import type { GroupProps } from './group-props.ts';

type Ways = 'any' | 'none' | 'some';

export function ReturnGroup({ diagram, element }: GroupProps) {
  const t = useText();
  const text = textOf(element.businessObject, 'wardflow:sendBack').trim();
  const [ways, setWays] = useState<Ways>(text === '' ? 'any' : text === 'none' ? 'none' : 'some');
  const chosen = text === '' || text === 'none' ? [] : text.split(/[\s,]+/);
  const apart = textOf(element.businessObject, 'wardflow:apartFrom')
    .split(/[\s,]+/)
    .filter(Boolean);
  const steps = stepsBeside(diagram, element.id, useLanguage());
  const choose = (next: Ways): void => {
    setWays(next);
    if (next !== 'some') setText(diagram, element, 'wardflow:sendBack', next === 'none' ? 'none' : '');
  };
  const known = new Set(steps.map(({ value }) => value));
  return (
    <fieldset>
      <legend>{t('groupReturn')}</legend>
      <Select
        label={t('sendBackWays')}
        allowDeselect={false}
        value={ways}
        data={[
          { value: 'any', label: t('sendBackAny') },
          { value: 'some', label: t('sendBackSome') },
          { value: 'none', label: t('sendBackNone') },
        ]}
        onChange={(next) => choose((next ?? 'any') as Ways)}
      />
      {ways === 'some' && (
        <MultiSelect
          label={t('sendBackSteps')}
          value={chosen}
          // What stands in the file is shown, whether it is a step or not.
          data={[...steps, ...chosen.filter((id) => !known.has(id)).map((id) => ({ value: id, label: id }))]}
          onChange={(next) => setText(diagram, element, 'wardflow:sendBack', next.join(' '))}
        />
      )}
      <MultiSelect
        label={t('apartFrom')}
        description={t('apartFromHint')}
        value={apart}
        data={[...steps, ...apart.filter((id) => !known.has(id)).map((id) => ({ value: id, label: id }))]}
        onChange={(next) => setText(diagram, element, 'wardflow:apartFrom', next.join(' '))}
      />
      <Checkbox
        label={t('recallAllowed')}
        checked={textOf(element.businessObject, 'wardflow:recall') !== 'false'}
        onChange={(event) => setText(diagram, element, 'wardflow:recall', event.currentTarget.checked ? '' : 'false')}
      />
    </fieldset>
  );
}

/** Steps that people do, by name. */
function stepsBeside(
  diagram: Diagram,
  own: string,
  language: Language,
): readonly { readonly value: string; readonly label: string }[] {
  return diagram
    .get('elementRegistry')
    .filter(({ businessObject }) => /^bpmn:(User|Manual)Task$/.test(businessObject.$type))
    .filter(({ id }) => id !== own && !id.endsWith('_label'))
    .map(({ id, businessObject }) => ({ value: id, label: nameIn(businessObject, language) || id }));
}
