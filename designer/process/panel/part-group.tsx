/** Whether a task is what the lead unit of a case asks of another one, and which of its parts. */
import { Checkbox } from '@mantine/core';
import { useText } from '../../use-text.ts';
import { setText, textOf } from './edit.ts';
import { TextField } from './fields.tsx';
import type { GroupProps } from './group-props.ts';

/** As in the process that is shipped: the item of the sub-process over all parts. */
const usual = '=part.id';

export function isPart({ element }: Pick<GroupProps, 'element'>): boolean {
  return textOf(element.businessObject, 'wardflow:part') !== '';
}

export function PartGroup({ diagram, element }: GroupProps) {
  const t = useText();
  const part = textOf(element.businessObject, 'wardflow:part');
  return (
    <fieldset>
      <legend>{t('groupPart')}</legend>
      <Checkbox
        label={t('isPart')}
        description={t('isPartHint')}
        checked={part !== ''}
        onChange={(event) => setText(diagram, element, 'wardflow:part', event.currentTarget.checked ? usual : '')}
      />
      {part !== '' && (
        <TextField
          label={t('partId')}
          code
          value={part}
          onCommit={(value) => setText(diagram, element, 'wardflow:part', value)}
        />
      )}
    </fieldset>
  );
}
