/** "Đăng nhập": what each role asks for, and how many of its people have it already. */
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RoleDemand, SignInPolicyView } from '#engine/runtime/application/sign-in-book.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PageHead } from '../../page-head.tsx';
import { NoteField } from '../note-field.tsx';
import { useSignInWords } from './use-words.ts';

const key = ['city', 'sign-in'] as const;
const choices = ['none', 'any', 'passkey'] as const;
type Demand = RoleDemand['demand'];

export function PolicyPage() {
  const t = useSignInWords();
  const [saved, setSaved] = useState(false);
  const policy = useQuery({ queryKey: key, queryFn: () => api.get<SignInPolicyView>('/city/sign-in') });
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <p className="wf-muted">{t('explain')}</p>
      {policy.error !== null && <ProblemNotice error={policy.error} />}
      {policy.isPending && <p role="status">{t('loading')}</p>}
      {policy.data !== undefined && (
        <Loaded key={policy.data.revision} policy={policy.data} onSaved={() => setSaved(true)} />
      )}
      <p role="status">{saved ? t('saved') : ''}</p>
    </>
  );
}

function Loaded({ policy, onSaved }: { readonly policy: SignInPolicyView; readonly onSaved: () => void }) {
  const t = useSignInWords();
  const queries = useQueryClient();
  const [demands, setDemands] = useState<Readonly<Record<string, Demand>>>({});
  const [publishing, setPublishing] = useState(policy.publishing);
  const [note, setNote] = useState('');
  const asked = ({ role, demand }: RoleDemand) => demands[role] ?? demand;
  const save = useMutation({
    mutationFn: () => {
      const roles = policy.roles.map((one) => ({ role: one.role, demand: asked(one) }));
      return api.put<SignInPolicyView>('/city/sign-in', { roles, publishing, note, revision: policy.revision });
    },
    onSuccess: (saved) => {
      queries.setQueryData(key, saved);
      void queries.invalidateQueries({ queryKey: ['city', 'person-sign-in'] });
      onSaved();
    },
  });
  return (
    <form
      className="city-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className="wf-card">
        <table className="list" aria-label={t('title')}>
          <thead>
            <tr>
              <th scope="col">{t('role')}</th>
              <th scope="col">{t('demand')}</th>
              <th scope="col">{t('ready')}</th>
            </tr>
          </thead>
          <tbody>
            {policy.roles.map((one) => (
              <Line
                key={one.role}
                one={one}
                demand={asked(one)}
                onChange={(demand) => setDemands({ ...demands, [one.role]: demand })}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Checkbox
        label={t('twoToPublish')}
        description={t('twoToPublishHint')}
        checked={publishing === 'two'}
        onChange={(event) => setPublishing(event.currentTarget.checked ? 'two' : 'one')}
      />
      <NoteField value={note} onChange={setNote} />
      {save.error !== null && <ProblemNotice error={save.error} />}
      <div className="actions">
        <Button type="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

function Line({
  one: { role, name, people, withFactor, withPasskey },
  demand,
  onChange,
}: {
  readonly one: RoleDemand;
  readonly demand: Demand;
  readonly onChange: (demand: Demand) => void;
}) {
  const t = useSignInWords();
  const language = useLanguage();
  return (
    <tr>
      <th scope="row">
        {name[language]} <code>{role}</code>
      </th>
      <td data-label={t('demand')}>
        <NativeSelect
          aria-label={t('demandOf', { role: name[language] })}
          data={choices.map((value) => ({ value, label: t(value) }))}
          value={demand}
          onChange={(event) => onChange(choices.find((choice) => choice === event.currentTarget.value) ?? 'none')}
        />
      </td>
      <td data-label={t('ready')}>
        {demand === 'passkey'
          ? t('readyPasskey', { ready: withPasskey, people })
          : t('readyAny', { ready: withFactor, people })}
      </td>
    </tr>
  );
}
