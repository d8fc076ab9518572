/** How often a step is done: for each of a list, so many times, or until a condition says that it is enough. */

import { useText } from '../../use-text.ts';
import { FeelField } from '../feel/feel-field.tsx';
import { bodyOf, setBody, setDetail, setNumber, textOf } from './edit.ts';
import { TextField } from './fields.tsx';
import type { GroupProps } from './group-props.ts';

export function LoopGroup({ diagram, element }: GroupProps) {
  const t = useText();
  const loop = element.businessObject.get('loopCharacteristics') as GroupProps['element']['businessObject'] | undefined;
  if (loop === undefined || loop === null) return null;
  const place = { diagram, element };
  const attribute = (name: string, label: string, description?: string) => (
    <TextField
      label={label}
      description={description}
      code
      value={textOf(loop, name)}
      onCommit={(value) => setDetail(place, loop, name, value)}
    />
  );
  const mixed = (name: string, label: string, description?: string) => (
    <FeelField
      label={label}
      description={description}
      mixed
      spot={{ element: element.id, when: 'before' }}
      value={textOf(loop, name)}
      onCommit={(value) => setDetail(place, loop, name, value)}
    />
  );
  const formula = (name: string, label: string, description?: string) => (
    <FeelField
      label={label}
      description={description}
      spot={{ element: element.id, when: 'before' }}
      value={bodyOf(loop, name)}
      onCommit={(value) => setBody(place, loop, name, value)}
    />
  );
  if (loop.$type === 'bpmn:StandardLoopCharacteristics') {
    return (
      <fieldset>
        <legend>{t('groupLoop')}</legend>
        {formula('loopCondition', t('loopWhile'), t('loopWhileHint'))}
        <TextField
          label={t('loopMaximum')}
          code
          value={String(loop.get('loopMaximum') ?? '')}
          onCommit={(value) => setNumber(place, loop, 'loopMaximum', value)}
        />
      </fieldset>
    );
  }
  return (
    <fieldset>
      <legend>{t(loop.get('isSequential') === true ? 'groupOneByOne' : 'groupAllAtOnce')}</legend>
      {mixed('wardflow:collection', t('loopCollection'), t('loopCollectionHint'))}
      {attribute('wardflow:elementVariable', t('loopElement'), t('loopElementHint'))}
      {formula('loopCardinality', t('loopCardinality'), t('loopCardinalityHint'))}
      {formula('completionCondition', t('loopEnough'), t('loopEnoughHint'))}
      {attribute('wardflow:outputCollection', t('loopOutputs'))}
      {mixed('wardflow:outputElement', t('loopOutput'))}
    </fieldset>
  );
}
