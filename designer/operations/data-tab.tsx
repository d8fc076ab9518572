/** Variables of each scope, to read and to correct. Values are JSON: what is typed is what the process gets. */

import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Json, Variables } from '#engine/core/values.ts';
import type { InstanceDetail, Operation, ScopeView } from '#engine/runtime/application/operations.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useWords } from './use-words.ts';

interface DataProps {
  readonly detail: InstanceDetail;
  readonly onDeed: (operation: Operation) => void;
}

export function DataTab({ detail, onDeed }: DataProps) {
  const t = useWords();
  if (detail.scopes.length === 0) return <p className="pad">{t('noData')}</p>;
  return (
    <div className="pad">
      <p className="wf-muted">{t('vaulted')}</p>
      {detail.scopes.map((scope) => (
        <ScopeData key={scope.id} scope={scope} detail={detail} onDeed={onDeed} />
      ))}
    </div>
  );
}

function ScopeData({ scope, detail, onDeed }: DataProps & { readonly scope: ScopeView }) {
  const t = useWords();
  const name = scope.name[useLanguage()];
  const [editing, setEditing] = useState(false);
  const entries = Object.entries(scope.variables);
  const mayEdit = detail.mayOperate && detail.state === 'active';
  return (
    <section className="scope" aria-label={name}>
      <div className="scope-head">
        <h3>{name}</h3>
        {mayEdit && !editing && (
          <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
            {t('editData')}
          </Button>
        )}
      </div>
      {editing ? (
        <EditForm scope={scope} detail={detail} onDeed={onDeed} onStop={() => setEditing(false)} />
      ) : entries.length === 0 ? (
        <p className="pad">{t('noData')}</p>
      ) : (
        <dl className="variables">
          {entries.map(([name, value]) => (
            <div key={name}>
              <dt className="wf-code">{name}</dt>
              <dd className="wf-code">{JSON.stringify(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

interface Line {
  readonly id: number;
  readonly name: string;
  readonly text: string;
  readonly isNew: boolean;
}

function EditForm({
  scope,
  detail,
  onDeed,
  onStop,
}: DataProps & { readonly scope: ScopeView; readonly onStop: () => void }) {
  const t = useWords();
  const [lines, setLines] = useState<readonly Line[]>(() => linesOf(scope.variables));
  const [wrong, setWrong] = useState<'badJson' | 'noChange'>();
  const set = (id: number, change: Partial<Line>) =>
    setLines(lines.map((line) => (line.id === id ? { ...line, ...change } : line)));
  const save = (kind: 'setVariables' | 'retry') => {
    const changed = changesIn(lines, scope.variables);
    if (changed === null) return setWrong('badJson');
    if (Object.keys(changed).length === 0) return setWrong('noChange');
    setWrong(undefined);
    onStop();
    onDeed(kind === 'retry' ? { kind, variables: changed } : { kind, scope: scope.id, variables: changed });
  };
  return (
    <form
      className="edit-data"
      onSubmit={(event) => {
        event.preventDefault();
        save('setVariables');
      }}
    >
      {lines.map((line) => (
        <div key={line.id} className="edit-line">
          <TextInput
            label={t('name')}
            value={line.name}
            readOnly={!line.isNew}
            onChange={(event) => set(line.id, { name: event.currentTarget.value })}
          />
          <Textarea
            label={t('value')}
            value={line.text}
            autosize
            minRows={1}
            maxRows={8}
            error={parsed(line.text) === undefined ? t('badJson') : undefined}
            onChange={(event) => set(line.id, { text: event.currentTarget.value })}
          />
        </div>
      ))}
      {wrong !== undefined && <p role="alert">{t(wrong)}</p>}
      <div className="here-actions">
        <Button type="submit">{t('saveData')}</Button>
        {detail.openIncidents > 0 && (
          <Button variant="default" onClick={() => save('retry')}>
            {t('retryEdited')}
          </Button>
        )}
        <Button
          variant="default"
          onClick={() => setLines([...lines, { id: lines.length, name: '', text: 'null', isNew: true }])}
        >
          {t('addValue')}
        </Button>
        <Button variant="subtle" onClick={onStop}>
          {t('cancelDialog')}
        </Button>
      </div>
    </form>
  );
}

function linesOf(variables: Variables): readonly Line[] {
  return Object.entries(variables).map(([name, value], id) => ({
    id,
    name,
    text: JSON.stringify(value),
    isNew: false,
  }));
}

/** @returns what is another value now; null where something is no JSON */
function changesIn(lines: readonly Line[], before: Variables): Variables | null {
  const changed: Record<string, Json> = {};
  for (const { name, text, isNew } of lines) {
    const value = parsed(text);
    if (value === undefined) return null;
    if (name.trim() === '') continue;
    if (isNew || JSON.stringify(value) !== JSON.stringify(before[name])) changed[name.trim()] = value;
  }
  return changed;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
