/** "Đăng nhập": what each role asks for, and how many of its people have it already. */
import { Checkbox, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RoleDemand, SignInPolicyView } from '#engine/runtime/application/sign-in-book.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ListTable } from '#portal/kit/react/list-table.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { SaveForm } from '../save-form.tsx';
import { TextPage } from '../text-page.tsx';
import { useSave } from '../use-save.ts';
import { CitizenWays } from './citizen-ways.tsx';
import { useSignInWords } from './use-words.ts';
import { Waiting } from './waiting.tsx';

const key = ['city', 'sign-in'] as const;
const choices = ['none', 'any', 'passkey'] as const;
type Demand = RoleDemand['demand'];

export function PolicyPage() {
  const t = useSignInWords();
  const policy = useQuery({ queryKey: key, queryFn: () => api.get<SignInPolicyView>('/city/sign-in') });
  return (
    <TextPage title={t('title')} lead={t('lead')} of={policy} saved={t('saved')}>
      {(view, onSaved) => <Editor policy={view} onSaved={onSaved} />}
    </TextPage>
  );
}

function Editor({ policy, onSaved }: { readonly policy: SignInPolicyView; readonly onSaved: () => void }) {
  const t = useSignInWords();
  const { revision } = policy;
  const [demands, setDemands] = useState<Readonly<Record<string, Demand>>>({});
  const [publishing, setPublishing] = useState(policy.publishing);
  const [citizens, setCitizens] = useState(policy.citizens);
  const roles = policy.roles.map((one) => ({ ...one, demand: demands[one.role] ?? one.demand }));
  const save = useSave({
    key,
    touches: ['city', 'person-sign-in'],
    write: (note) => {
      const asked = roles.map(({ role, demand }) => ({ role, demand }));
      return api.put<SignInPolicyView>('/city/sign-in', { roles: asked, publishing, citizens, note, revision });
    },
    // What waits for a second person is not in force: its card says so.
    onSaved: ({ waiting }) => {
      if (waiting === null) onSaved();
    },
  });
  return (
    <SaveForm save={save}>
      {policy.waiting !== null && <Waiting waiting={policy.waiting} now={policy} onDone={onSaved} />}
      <p className="wf-muted">{t('explain')}</p>
      <div className="wf-card">
        <RoleTable roles={roles} onChange={(role, demand) => setDemands({ ...demands, [role]: demand })} />
      </div>
      <Checkbox
        label={t('twoToPublish')}
        description={t('twoToPublishHint')}
        checked={publishing === 'two'}
        onChange={(event) => setPublishing(event.currentTarget.checked ? 'two' : 'one')}
      />
      <CitizenWays ways={citizens} reachable={policy.reachable} onChange={setCitizens} />
    </SaveForm>
  );
}

function RoleTable({
  roles,
  onChange,
}: {
  readonly roles: readonly RoleDemand[];
  readonly onChange: (role: string, demand: Demand) => void;
}) {
  const t = useSignInWords();
  const language = useLanguage();
  return (
    <ListTable
      label={t('title')}
      rows={roles}
      keyOf={({ role }) => role}
      columns={[
        {
          head: t('role'),
          cell: ({ role, name }) => (
            <>
              {name[language]} <code>{role}</code>
            </>
          ),
        },
        {
          head: t('demand'),
          cell: ({ role, name, demand }) => (
            <NativeSelect
              aria-label={t('demandOf', { role: name[language] })}
              data={choices.map((value) => ({ value, label: t(value) }))}
              value={demand}
              onChange={(event) =>
                onChange(role, choices.find((choice) => choice === event.currentTarget.value) ?? 'none')
              }
            />
          ),
        },
        {
          head: t('ready'),
          cell: ({ demand, people, withFactor, withPasskey }) =>
            demand === 'passkey'
              ? t('readyPasskey', { ready: withPasskey, people })
              : t('readyAny', { ready: withFactor, people }),
        },
      ]}
    />
  );
}
