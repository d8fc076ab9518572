/** Publishing and discarding a draft. Publishing says in words what it does, or what stands against it. */
import { Button, Modal, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { checkKey, serviceKey, servicesKey } from '../queries.ts';
import { useText } from '../use-text.ts';

const noteLengthMax = 1000;

/** @param errors how many problems keep the draft from being published; undefined while that is being found out */
export function PublishButton({
  detail,
  errors,
  onPublished,
}: {
  readonly detail: ServiceDetail;
  readonly errors: number | undefined;
  /** An editor that is open has to begin anew. */
  readonly onPublished?: () => void;
}) {
  const t = useText();
  const [opened, dialog] = useDisclosure(false);
  const why = detail.draft === null ? t('publishNoDraft') : errors ? t('publishBlocked', { count: errors }) : undefined;
  return (
    <>
      {/* Not disabled: a button that says why is more help than one that cannot be pressed. */}
      <Button onClick={dialog.open} variant={why === undefined ? 'filled' : 'default'}>
        {t('publish')}
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={t('publishTitle', { version: detail.version + 1 })}>
        {why === undefined ? (
          <PublishForm detail={detail} onDone={dialog.close} onPublished={onPublished} />
        ) : (
          <p role="status">{why}</p>
        )}
      </Modal>
    </>
  );
}

export function DiscardButton({ detail }: { readonly detail: ServiceDetail }) {
  const t = useText();
  const queries = useQueryClient();
  const [opened, dialog] = useDisclosure(false);
  const discard = useMutation({
    mutationFn: () => api.delete<void>(`/services/${detail.key}/draft`),
    onSuccess: async () => {
      dialog.close();
      notifications.show({ message: t('discarded') });
      await draftGone(queries, detail.key);
    },
  });
  if (detail.draft === null) return null;
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {t('discard')}
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={t('discardTitle')}>
        <p>{detail.draft.basedOn === 0 ? t('discardNewLead') : t('discardLead', { version: detail.draft.basedOn })}</p>
        {discard.error !== null && <ProblemNotice error={discard.error} />}
        <div className="actions">
          <Button variant="default" onClick={dialog.close} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red" loading={discard.isPending} onClick={() => discard.mutate()}>
            {t('discard')}
          </Button>
        </div>
      </Modal>
    </>
  );
}

/** There is no draft any more: what was read of it is forgotten, what is shown is asked for again. */
async function draftGone(queries: QueryClient, service: string): Promise<void> {
  for (const queryKey of [serviceKey(service), servicesKey, checkKey(service)])
    await queries.invalidateQueries({ queryKey });
  queries.removeQueries({ queryKey: ['resource', service, 0] });
}

interface PublishFormProps {
  readonly detail: ServiceDetail;
  readonly onDone: () => void;
  readonly onPublished: (() => void) | undefined;
}

function PublishForm({ detail, onDone, onPublished }: PublishFormProps) {
  const t = useText();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const publish = useMutation({
    mutationFn: () => api.post<{ readonly version: number }>(`/services/${detail.key}/draft/publish`, { note }),
    onSuccess: async ({ version }) => {
      onDone();
      notifications.show({ message: t('published', { version }) });
      await draftGone(queries, detail.key);
      onPublished?.();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        publish.mutate();
      }}
    >
      <p>{t('publishLead', { count: detail.liveCases })}</p>
      <Textarea
        label={t('publishNote')}
        description={t('publishNoteHint')}
        value={note}
        maxLength={noteLengthMax}
        autosize
        minRows={2}
        data-autofocus
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {publish.error !== null && <ProblemNotice error={publish.error} />}
      <div className="actions">
        <Button variant="default" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={publish.isPending}>
          {t('publish')}
        </Button>
      </div>
    </form>
  );
}
