/** Beside the form that prepares what is published: suggestions for its texts, and covered photos. */
import { useState } from 'react';
import type { PublicationDesk } from '#engine/runtime/application/publications.ts';
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { PublicPhotos } from './photos.tsx';
import { useDesk } from './queries.ts';
import { Redactor } from './redactor.tsx';
import { usePublicationWords } from './use-words.ts';
import './publication.css';

export type Values = Readonly<Record<string, unknown>>;

interface Props {
  readonly task: TaskDetail;
  /** What stands in the form now. */
  readonly values: Values;
  readonly put: (values: Values) => void;
}

const parts = [
  { part: 'title', field: 'publicTitle', label: 'partTitle' },
  { part: 'text', field: 'publicText', label: 'partText' },
  { part: 'answer', field: 'publicAnswer', label: 'partAnswer' },
] as const;

/** The form has fields whose texts become public. */
export function preparesPublication({ form }: Pick<TaskDetail, 'form'>): boolean {
  return form?.components.some(({ key }) => key === 'publicTitle') === true;
}

export function PreparePanel(props: Props) {
  const asked = preparesPublication(props.task) && props.values['outcome'] === 'publish';
  return asked ? <Loaded {...props} /> : null;
}

function Loaded(props: Props) {
  const { data: desk, error } = useDesk(props.task.caseId);
  if (error !== null) return <ProblemNotice error={error} />;
  return desk === undefined ? null : <Panel {...props} desk={desk} />;
}

function Panel({ desk, values, put }: Props & { readonly desk: PublicationDesk }) {
  const t = usePublicationWords();
  const [kept, setKept] = useState<Readonly<Record<string, readonly string[]>>>({});
  // The form speaks up a moment later: a box that is ticked shows it at once.
  const [photos, setPhotos] = useState(() => listOf(values['publicPhotos']));
  const choose = (ids: readonly string[]) => {
    setPhotos(ids);
    put({ publicPhotos: ids });
  };
  const keep = (part: string, passages: readonly string[], value: Values) => {
    const next = { ...kept, [part]: passages };
    setKept(next);
    put({ ...value, publicKept: [...new Set(Object.values(next).flat())].join('\n') });
  };
  return (
    <section className="publication" aria-labelledby="publication-title">
      <h3 id="publication-title">{t('panelTitle')}</h3>
      <p className="wf-muted">{t('panelLead')}</p>
      {parts.map(({ part, field, label }) => (
        <Redactor
          key={part}
          caseId={desk.caseId}
          label={t(label)}
          original={desk.originals[part]}
          value={textOf(values[field])}
          onChange={(text, passages) => keep(part, passages, { [field]: text })}
        />
      ))}
      <PublicPhotos desk={desk} chosen={photos} choose={choose} />
    </section>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function listOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((id) => typeof id === 'string');
  return typeof value === 'string' && value !== '' ? [value] : [];
}
