/** For each question, what its answer is used for in the service; one that nothing uses says so. */
import { useMemo } from 'react';
import { fieldsOf, isValueComponent } from '#forms/components.ts';
import type { FormDefinition } from '#forms/definition.ts';
import { useText } from '../use-text.ts';
import { type Meaning, type ServiceFile, type Use, usesOf } from './uses.ts';

interface Props {
  readonly form: FormDefinition;
  readonly files: readonly ServiceFile[];
}

export function FieldUses({ form, files }: Props) {
  const t = useText();
  const uses = useMemo(() => usesOf(form, files), [form, files]);
  const fields = fieldsOf(form).filter(({ type }) => isValueComponent(type));
  return (
    <div className="field-uses wf-card">
      <p className="wf-muted">{t('usesLead')}</p>
      <ul>
        {fields.map(({ key, label = key }) => (
          <li key={key}>
            <strong>{label}</strong> <code>{key}</code>
            <UseLines uses={uses.get(key) ?? []} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function UseLines({ uses }: { readonly uses: readonly Use[] }) {
  const t = useText();
  if (uses.length === 0) return <p className="wf-muted">{t('usesNone')}</p>;
  return (
    <ul>
      {uses.map(({ kind, place }) => (
        <li key={`${kind} ${place}`}>
          {kind === 'product' ? t(`usesMeaning_${place as Meaning}`) : t(`uses_${kind}`, { place })}
        </li>
      ))}
    </ul>
  );
}
