/** "Use this version again": what it does is said, today's checks are run before, and what stands against it is told. */
import { Button, Modal, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Problem, ServiceDetail } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { serviceKey, servicesKey } from '../queries.ts';
import { useText } from '../use-text.ts';

interface Props {
  readonly detail: ServiceDetail;
  readonly version: number;
}

export function RollBackButton({ detail, version }: Props) {
  const t = useText();
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button onClick={dialog.open}>{t('rollBack')}</Button>
      <Modal opened={opened} onClose={dialog.close} title={t('rollBackTitle', { version })}>
        <RollBack detail={detail} version={version} onClose={dialog.close} />
      </Modal>
    </>
  );
}

function RollBack({ detail, version, onClose }: Props & { readonly onClose: () => void }) {
  const t = useText();
  const language = useLanguage();
  const check = useQuery({
    queryKey: ['check version', detail.key, version],
    queryFn: () => api.post<readonly Problem[]>(`/services/${detail.key}/versions/${version}/check`),
    gcTime: 0,
  });
  const against = check.data?.filter(({ severity }) => severity === 'error') ?? [];
  if (check.error !== null) return <LoadState of={check} />;
  if (check.data === undefined) return <p role="status">{t('rollBackChecking', { version })}</p>;
  if (against.length > 0) {
    return (
      <>
        <p role="status">{t('rollBackRefused', { version, count: against.length })}</p>
        <ul>
          {against.slice(0, 10).map(({ path, element, code, message }) => (
            <li key={`${path}${element}${code}`}>{message[language]}</li>
          ))}
        </ul>
      </>
    );
  }
  return <Confirm detail={detail} version={version} onClose={onClose} />;
}

function Confirm({ detail, version, onClose }: Props & { readonly onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const go = useNavigate();
  const [note, setNote] = useState('');
  const next = detail.version + 1;
  const again = useMutation({
    mutationFn: () =>
      api.post<{ readonly version: number }>(`/services/${detail.key}/versions/${version}/use-again`, { note }),
    onSuccess: async (made) => {
      onClose();
      notifications.show({ message: t('rollBackDone', { from: version, version: made.version }) });
      for (const queryKey of [serviceKey(detail.key), servicesKey]) await queries.invalidateQueries({ queryKey });
      await go(`/${detail.key}`);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        again.mutate();
      }}
    >
      <p>{t('rollBackLead', { version, next })}</p>
      {detail.draft !== null && <p>{t('rollBackDraft', { basedOn: detail.draft.basedOn })}</p>}
      <Textarea
        label={t('rollBackNote')}
        description={t('publishNoteHint')}
        value={note}
        maxLength={1000}
        required
        autosize
        minRows={2}
        data-autofocus
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {again.error !== null && <ProblemNotice error={again.error} />}
      <div className="actions">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={again.isPending}>
          {t('rollBackNow', { next })}
        </Button>
      </div>
    </form>
  );
}
