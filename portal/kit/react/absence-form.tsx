/**
 * Somebody is away, or delegates: from when to when, who stands in for which posts, and in which fields. For oneself,
 * and for who keeps accounts.
 */
import { Button, Checkbox, MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Matter, NewAbsence, PostView } from '#engine/runtime/application/people.ts';
import type { PeopleTextKey } from '../texts/people.ts';
import { api } from './api-client.ts';
import { ProblemNotice } from './parts.tsx';
import { useLanguage } from './providers.tsx';
import { usePeopleWords } from './use-people-words.ts';

const kinds = ['leave', 'duty', 'training', 'other'] as const;

export interface AbsenceFormProps {
  /** Null: oneself. */
  readonly username: string | null;
  readonly today: string;
  readonly posts: readonly PostView[];
  readonly colleagues: readonly { readonly username: string; readonly displayName: string }[];
  /** What a delegation can be limited to. */
  readonly matters: readonly Matter[];
  /** Hears what to say of it. */
  readonly onSaved: (words: string) => void;
  readonly onCancel?: () => void;
}

export function AbsenceForm({ username, today, posts, colleagues, matters, onSaved, onCancel }: AbsenceFormProps) {
  const t = usePeopleWords();
  const [absence, setAbsence] = useState<NewAbsence>({
    ...{ username, firstDay: today, lastDay: today, kind: 'leave', substitute: null },
    posts: [],
  });
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const isDelegation = absence.kind === 'delegation';
  const change = (part: Partial<NewAbsence>) => setAbsence((before) => ({ ...before, ...part }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    await api.post('/absences', absence).then(() => onSaved(t('saved')), setError);
    setBusy(false);
  };
  return (
    <form className="absence-form" onSubmit={(event) => void submit(event)}>
      <SegmentedControl
        aria-label={t('what')}
        value={isDelegation ? 'delegation' : 'absence'}
        onChange={(value) => change({ kind: value === 'delegation' ? 'delegation' : 'leave', categories: [] })}
        data={[
          { value: 'absence', label: t('whatAbsence') },
          { value: 'delegation', label: t('whatDelegation') },
        ]}
      />
      <TextInput
        type="date"
        label={t('firstDay')}
        required
        value={absence.firstDay}
        onChange={(event) => change({ firstDay: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t(isDelegation ? 'lastDayDelegated' : 'lastDayAway')}
        required
        min={today}
        value={absence.lastDay}
        onChange={(event) => change({ lastDay: event.currentTarget.value })}
      />
      {!isDelegation && (
        <Select
          label={t('kind')}
          allowDeselect={false}
          data={kinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
          value={absence.kind}
          onChange={(kind) => change({ kind: (kind ?? 'leave') as NewAbsence['kind'] })}
        />
      )}
      <Select
        label={t(isDelegation ? 'delegateTo' : 'substitute')}
        description={t(isDelegation ? 'delegateHint' : 'substituteHint')}
        {...(isDelegation ? { required: true } : { placeholder: t('nobody') })}
        searchable
        clearable
        data={colleagues.map((one) => ({ value: one.username, label: `${one.displayName} (${one.username})` }))}
        value={absence.substitute}
        onChange={(substitute) => change({ substitute })}
      />
      {absence.substitute !== null && posts.length > 1 && (
        <WhichPosts posts={posts} chosen={absence.posts} onChange={(chosen) => change({ posts: chosen })} />
      )}
      {isDelegation && (
        <WhichMatters
          matters={matters}
          chosen={absence.categories ?? []}
          onChange={(categories) => change({ categories })}
        />
      )}
      {error !== null && <ProblemNotice error={error} labels={(path) => labelOf(path, t)} />}
      <div className="actions">
        {onCancel !== undefined && (
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
        <Button type="submit" loading={busy}>
          {t(isDelegation ? 'delegate' : 'setAbsence')}
        </Button>
      </div>
    </form>
  );
}

function WhichPosts({
  posts,
  chosen,
  onChange,
}: {
  readonly posts: readonly PostView[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  const t = usePeopleWords();
  const language = useLanguage();
  return (
    <Checkbox.Group
      label={t('whichPosts')}
      value={chosen.length === 0 ? posts.map(({ id }) => id) : [...chosen]}
      onChange={(ids) => onChange(ids.length === posts.length ? [] : ids)}
    >
      {posts.map(({ id, roleName, unitName }) => (
        <Checkbox key={id} value={id} mt={6} label={`${roleName[language]}, ${unitName[language]}`} />
      ))}
    </Checkbox.Group>
  );
}

function WhichMatters({
  matters,
  chosen,
  onChange,
}: {
  readonly matters: readonly Matter[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  const t = usePeopleWords();
  const language = useLanguage();
  const groups = [...Map.groupBy(matters, ({ group }) => group[language])];
  return (
    <MultiSelect
      label={t('whichMatters')}
      description={t('whichMattersHint')}
      searchable
      clearable
      data={groups.map(([group, of]) => ({
        group,
        items: of.map(({ code, name }) => ({ value: code, label: name[language] })),
      }))}
      value={[...chosen]}
      onChange={onChange}
    />
  );
}

function labelOf(path: string, t: (key: PeopleTextKey) => string): string {
  const labels: Readonly<Record<string, PeopleTextKey>> = {
    firstDay: 'firstDay',
    lastDay: 'lastDayAway',
    substitute: 'substitute',
    posts: 'whichPosts',
    categories: 'whichMatters',
  };
  const key = labels[path];
  return key === undefined ? path : t(key);
}
