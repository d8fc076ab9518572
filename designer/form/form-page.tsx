/** The form editor: the questions, how they will look, what is wrong with them, and their English. */
import { SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { parseForm } from '#forms/check.ts';
import type { FormDefinition } from '#forms/definition.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import '#portal/kit/react/formio/formio.css';
import './builder.css';
import { untranslatedIn } from '#forms/texts.ts';
import { EditorFrame } from '../draft/editor-frame.tsx';
import { ProblemList } from '../draft/problem-list.tsx';
import { type Draft, useDraft } from '../draft/use-draft.ts';
import { type Opened, useOpened } from '../draft/use-opened.ts';
import { useText } from '../use-text.ts';
import { openBuilder } from './builder.ts';
import { FieldUses } from './field-uses.tsx';
import { PhonePreview } from './phone-preview.tsx';
import { Preview } from './preview.tsx';
import { tidyForm } from './tidy.ts';
import { Translations } from './translations.tsx';

export function FormPage() {
  const t = useText();
  const { service = '', form = '' } = useParams();
  const [turn, setTurn] = useState(0);
  const path = `forms/${form}.form.json`;
  const opened = useOpened(service, path, {
    turn,
    path: (detail) => detail.resources.find((resource) => resource.path === path)?.path,
    others: (detail) =>
      detail.resources.map((one) => one.path).filter((one) => one !== path && !one.startsWith('scenarios/')),
  });
  if (opened.data === undefined) return <LoadState of={opened} />;
  if (opened.data === null) return <p className="wf-notice">{t('formNotFound')}</p>;
  return <Editor key={`${path} ${turn}`} opened={opened.data} onReload={() => setTurn(turn + 1)} />;
}

function Editor({ opened, onReload }: { readonly opened: Opened; readonly onReload: () => void }) {
  const t = useText();
  const draft = useDraft(opened);
  const start = useMemo(() => read(opened.content), [opened.content]);
  return (
    <EditorFrame
      opened={opened}
      title={typeof start === 'string' ? opened.path : (start.title ?? opened.path)}
      draft={draft}
      onReload={onReload}
    >
      {typeof start === 'string' ? (
        <p className="wf-notice">{t('formBroken', { reason: start })}</p>
      ) : (
        <Desk start={start} opened={opened} draft={draft} />
      )}
    </EditorFrame>
  );
}

function Desk({
  start,
  opened,
  draft,
}: {
  readonly start: FormDefinition;
  readonly opened: Opened;
  readonly draft: Draft;
}) {
  const t = useText();
  const [form, setForm] = useState(start);
  const [view, setView] = useState('preview');
  const latest = useRef(form);
  const text = JSON.stringify(form, null, 2);
  const problems = useMemo(() => parseForm(text, opened.path).problems, [text, opened.path]);
  const change = (next: FormDefinition): void => {
    if (JSON.stringify(next) === JSON.stringify(latest.current)) return;
    latest.current = next;
    setForm(next);
    draft.change(`${JSON.stringify(next, null, 2)}\n`);
  };
  const labelOf = (path: string): string => path.split('.').at(-1) ?? path;
  const missing = untranslatedIn(form).length;
  return (
    <div className="form-desk">
      <section aria-label={t('formBuilder')}>
        <TextInput
          label={t('formTitle')}
          value={form.title ?? ''}
          onChange={(event) => change({ ...latest.current, title: event.currentTarget.value })}
        />
        <Switch
          label={t('formWizard')}
          description={t('formWizardHint')}
          checked={form.display === 'wizard'}
          onChange={(event) => change({ ...latest.current, display: event.currentTarget.checked ? 'wizard' : 'form' })}
        />
        <Builder start={start} onChange={(built) => change(tidyForm(built, latest.current))} />
      </section>
      <aside>
        <ProblemList problems={problems} nameOf={labelOf} onChosen={({ element }) => goTo(element)} />
        <SegmentedControl
          aria-label={t('showAs')}
          value={view}
          onChange={setView}
          data={[
            { value: 'phone', label: t('previewPhone') },
            { value: 'preview', label: t('previewOfficial') },
            { value: 'uses', label: t('uses') },
            { value: 'english', label: t('translations') },
          ]}
        />
        {missing > 0 && <p className="wf-muted">{t('untranslated', { count: missing })}</p>}
        {view === 'phone' && <PhonePreview form={form} />}
        {view === 'preview' && <Preview form={form} />}
        {view === 'uses' && <FieldUses form={form} files={opened.others} />}
        {view === 'english' && <Translations form={form} onChange={change} />}
      </aside>
    </div>
  );
}

export function Builder({
  start,
  onChange,
}: {
  readonly start: FormDefinition;
  readonly onChange: (built: FormDefinition) => void;
}) {
  const t = useText();
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const hear = useRef(onChange);
  hear.current = onChange;
  useEffect(() => {
    if (place.current === null) return;
    const room = document.createElement('div');
    place.current.append(room);
    const opening = openBuilder({
      place: room,
      definition: start,
      language,
      t,
      onChange: (built) => hear.current(built),
    });
    return () => {
      void opening.then((builder) => builder.destroy()).finally(() => room.remove());
    };
  }, [start, language, t]);
  return <div className="formio-scope form-builder" ref={place} />;
}

/** Brings a field of the builder into view, by the last key of its path. */
function goTo(path: string | null): void {
  const key = path?.split('.').at(-1);
  if (key === undefined) return;
  const field = document.querySelector(`.form-builder .formio-component-${CSS.escape(key)}`);
  field?.scrollIntoView({ block: 'center' });
  field?.closest('.builder-component')?.querySelector<HTMLElement>('[ref="editComponent"]')?.focus();
}

/** @returns what the text says, or why it cannot be read */
function read(content: string): FormDefinition | string {
  try {
    const form = JSON.parse(content) as FormDefinition;
    return Array.isArray(form.components) ? form : 'components';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
