/** Which process a call activity hands the work to. */
import { useText } from '../../use-text.ts';
import { setText, textOf } from './edit.ts';
import { PickField, SuggestField } from './fields.tsx';
import type { GroupProps } from './group-props.ts';

export function CallGroup({ diagram, element, detail }: GroupProps) {
  const t = useText();
  return (
    <fieldset>
      <legend>{t('groupCall')}</legend>
      <SuggestField
        label={t('calledProcess')}
        description={t('calledProcessHint')}
        value={textOf(element.businessObject, 'calledElement')}
        suggestions={detail.choices.processes}
        onCommit={(value) => setText(diagram, element, 'calledElement', value)}
      />
      <PickField
        label={t('calledVersion')}
        value={textOf(element.businessObject, 'wardflow:binding') || 'latest'}
        choices={[
          { value: 'latest', label: t('calledLatest') },
          { value: 'deployment', label: t('calledDeployment') },
        ]}
        onCommit={(value) => setText(diagram, element, 'wardflow:binding', value === 'latest' ? '' : value)}
      />
    </fieldset>
  );
}
