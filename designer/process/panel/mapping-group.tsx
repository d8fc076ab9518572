/** Values that go with a job, or that come back from it: a name and a value or formula each. */
import { ActionIcon, Button } from '@mantine/core';
import { useText } from '../../use-text.ts';
import { FeelField } from '../feel/feel-field.tsx';
import { type Attributes, extensionsOf, setExtensions, textOf } from './edit.ts';
import { TextField } from './fields.tsx';
import type { GroupProps } from './group-props.ts';

export function MappingGroup({
  diagram,
  element,
  type,
}: GroupProps & {
  readonly type: 'wardflow:Input' | 'wardflow:Output';
}) {
  const t = useText();
  const rows = extensionsOf(element)
    .filter(({ $type }) => $type === type)
    .map((mapping) => ({ name: textOf(mapping, 'name'), value: textOf(mapping, 'value') }));
  const set = (next: readonly Attributes[]): void => setExtensions(diagram, element, type, next);
  const change = (index: number, attributes: Attributes): void =>
    set(rows.map((row, at) => (at === index ? { ...row, ...attributes } : row)));
  return (
    <fieldset>
      <legend>{t(type === 'wardflow:Input' ? 'groupInputs' : 'groupOutputs')}</legend>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place only
        <div className="mapping" key={index}>
          <TextField label={t('mappingName')} code value={row.name} onCommit={(name) => change(index, { name })} />
          <FeelField
            label={t('mappingValue')}
            mixed
            spot={{ element: element.id, when: type === 'wardflow:Input' ? 'before' : 'after' }}
            value={row.value}
            onCommit={(value) => change(index, { value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('mappingRemove', { name: row.name })}
            onClick={() => set(rows.filter((_, at) => at !== index))}
          >
            ×
          </ActionIcon>
        </div>
      ))}
      <Button variant="default" size="xs" onClick={() => set([...rows, { name: t('mappingNew'), value: '' }])}>
        {t('mappingAdd')}
      </Button>
    </fieldset>
  );
}
