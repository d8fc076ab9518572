/** Which way is taken: a condition in FEEL, picked from the answers of the forms before it, or the default flow. */
import { Checkbox } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { FormDefinition } from '#forms/definition.ts';
import type { BusinessObject } from '../../diagram/library.ts';
import { readResource, resourceKey } from '../../queries.ts';
import { useText } from '../../use-text.ts';
import { FeelField } from '../feel/feel-field.tsx';
import { type ConditionChoice, choicesOf, formsBefore } from './condition-choices.ts';
import { conditionOf, setCondition } from './edit.ts';
import type { GroupProps } from './group-props.ts';

export function ConditionGroup({ diagram, element, detail }: GroupProps) {
  const t = useText();
  const flow = element.businessObject;
  const source = flow.get('sourceRef') as BusinessObject;
  const isDefault = source.get('default') === flow;
  const choices = useChoices(source, detail);
  if (source.$type !== 'bpmn:ExclusiveGateway') return <p className="hint">{t('conditionNowhere')}</p>;
  const from = diagram.get('elementRegistry').get(source.id ?? '');
  const makeDefault = (checked: boolean): void => {
    if (from === undefined) return;
    diagram.get('modeling').updateProperties(from, { default: checked ? flow : undefined });
  };
  return (
    <fieldset>
      <legend>{t('groupCondition')}</legend>
      <Checkbox
        label={t('conditionDefault')}
        description={t('conditionDefaultHint')}
        checked={isDefault}
        onChange={(event) => makeDefault(event.currentTarget.checked)}
      />
      {!isDefault && (
        <>
          <FeelField
            label={t('condition')}
            description={t('feelHint')}
            lines={2}
            spot={{ element: element.id, when: 'before' }}
            value={conditionOf(element)}
            onCommit={(value) => setCondition(diagram, element, value)}
          />
          {choices.length > 0 && <p className="hint">{t('conditionPick')}</p>}
          <div className="choices">
            {choices.map((choice) => (
              <button
                key={choice.condition}
                type="button"
                className="choice"
                title={choice.condition}
                aria-pressed={conditionOf(element) === choice.condition}
                onClick={() => setCondition(diagram, element, choice.condition)}
              >
                {choice.label}
              </button>
            ))}
          </div>
        </>
      )}
    </fieldset>
  );
}

function useChoices(source: BusinessObject, detail: GroupProps['detail']): readonly ConditionChoice[] {
  const t = useText();
  const version = detail.draft === null ? detail.version : 0;
  const forms = useQueries({
    queries: formsBefore(source).map((name) => {
      const path = `forms/${name}.form.json`;
      return {
        queryKey: resourceKey(detail.key, version, path),
        queryFn: () => readResource(detail.key, version, path),
      };
    }),
  });
  return forms.flatMap(({ data }) => {
    const form = data === undefined ? null : readForm(data.content);
    return form === null ? [] : choicesOf(form, { yes: t('yes'), no: t('no') });
  });
}

function readForm(content: string): FormDefinition | null {
  try {
    return JSON.parse(content) as FormDefinition;
  } catch {
    return null;
  }
}
