/** "Giao việc…": one task or several to a person of the unit, or back to all of them. */

import { Radio } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Candidate } from '#engine/runtime/application/assignments.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useGivingText } from '#portal/kit/react/use-giving-text.ts';
import { DialogButton } from '../dialog/dialog-button.tsx';
import { DialogForm } from '../dialog/dialog-form.tsx';
import { ReasonField } from '../dialog/reason-field.tsx';
import { worklistKey } from '../queries.ts';
import { useCandidates } from './queries.ts';

interface Props {
  readonly taskIds: readonly string[];
  /** Hears of it when all is done. */
  readonly onGiven: () => void;
  readonly many?: boolean;
}

export function GiveButton({ taskIds, onGiven, many = false }: Props) {
  const t = useGivingText();
  const label = many ? t('giveMany', { count: taskIds.length }) : t('give');
  return (
    <DialogButton label={label} title={t('giveTitle')} button={{ size: many ? 'sm' : 'md' }}>
      {(close) => (
        <Give
          taskIds={taskIds}
          onDone={() => {
            close();
            onGiven();
          }}
        />
      )}
    </DialogButton>
  );
}

/** What the server says of each task. */
interface Answer {
  readonly taskId: string;
  readonly problem: { readonly detail: string } | null;
}

const pool = '';

function Give({ taskIds, onDone }: { readonly taskIds: readonly string[]; readonly onDone: () => void }) {
  const t = useGivingText();
  const candidates = useCandidates(taskIds);
  const people = candidates.data;
  const [to, setTo] = useState<string>();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const queries = useQueryClient();
  const give = useMutation({
    mutationFn: () =>
      api.post<readonly Answer[]>('/tasks/assign', { taskIds, to: to === pool ? null : to, reason: reason.trim() }),
    onSuccess: async (answers) => {
      const failed = answers.flatMap(({ problem }) => problem?.detail ?? []);
      setRefused(failed);
      await queries.invalidateQueries({ queryKey: worklistKey });
      if (failed.length > 0) return;
      notifications.show({ message: t('given', { count: answers.length }) });
      onDone();
    },
  });
  if (people === undefined) return <LoadState of={candidates} />;
  return (
    <DialogForm
      action={t('giveNow')}
      sent={give}
      onSend={() => {
        setMissing(to === undefined);
        if (to !== undefined) give.mutate();
      }}
    >
      {people.length === 0 && <p role="status">{t('nobodyFits')}</p>}
      <Radio.Group
        label={t('person')}
        value={to ?? null}
        onChange={setTo}
        error={missing && to === undefined ? t('choose') : undefined}
      >
        {people.map((person) => (
          <Radio key={person.username} value={person.username} label={nameOf(person, t)} disabled={person.away} />
        ))}
        <Radio value={pool} label={t('pool')} />
      </Radio.Group>
      <Definition of="load.inHand" />
      <ReasonField label={t('reason')} description={t('reasonHint')} rows={2} value={reason} onChange={setReason} />
      {refused.length > 0 && (
        <div role="alert">
          <p>{t('notGiven', { count: refused.length })}</p>
          <ul>
            {[...new Set(refused)].map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ul>
        </div>
      )}
    </DialogForm>
  );
}

function nameOf(
  { displayName: name, open: count, away, isSelf }: Candidate,
  t: ReturnType<typeof useGivingText>,
): string {
  if (away) return t('personAway', { name });
  return t(isSelf ? 'personSelf' : 'personOpen', { name, count });
}
