/** "Giao việc…": one task or several to a person of the unit, or back to all of them. */
import { Button, Modal, Radio, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Candidate } from '#engine/runtime/application/assignments.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useGivingText } from '#portal/kit/react/use-giving-text.ts';
import { worklistKey } from '../queries.ts';
import { useText } from '../use-text.ts';
import { useCandidates } from './queries.ts';

interface Props {
  readonly taskIds: readonly string[];
  /** Hears of it when all is done. */
  readonly onGiven: () => void;
  readonly many?: boolean;
}

export function GiveButton({ taskIds, onGiven, many = false }: Props) {
  const t = useGivingText();
  const office = useText();
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button size={many ? 'sm' : 'md'} variant="default" onClick={dialog.open}>
        {many ? t('giveMany', { count: taskIds.length }) : t('give')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t('giveTitle')}
        closeButtonProps={{ 'aria-label': office('close') }}
      >
        {opened && (
          <Give
            taskIds={taskIds}
            onDone={() => {
              dialog.close();
              onGiven();
            }}
          />
        )}
      </Modal>
    </>
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
  const office = useText();
  const { data: people, error } = useCandidates(taskIds);
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
  if (error !== null) return <ProblemNotice error={error} />;
  if (people === undefined) return <p role="status">{office('loading')}</p>;
  return (
    <form
      noValidate
      className="send-back"
      onSubmit={(event) => {
        event.preventDefault();
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
      <Textarea
        label={t('reason')}
        description={t('reasonHint')}
        autosize
        minRows={2}
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {give.error !== null && <ProblemNotice error={give.error} />}
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
      <div className="work-actions">
        <Button type="submit" size="md" loading={give.isPending}>
          {t('giveNow')}
        </Button>
      </div>
    </form>
  );
}

function nameOf(
  { displayName: name, open: count, away, isSelf }: Candidate,
  t: ReturnType<typeof useGivingText>,
): string {
  if (away) return t('personAway', { name });
  return t(isSelf ? 'personSelf' : 'personOpen', { name, count });
}
