/** What this browser holds from last time and never could save is offered. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import type { Opened } from '../draft/use-opened.ts';
import { timeZone } from '../queries.ts';
import { useText } from '../use-text.ts';
import { dropUnsaved, unsavedOf } from './held.ts';

export interface HeldNoticeProps {
  readonly opened: Opened;
  /** The file is opened anew with what was taken back. */
  readonly onReload: () => void;
}

export function HeldNotice({ opened, onReload }: HeldNoticeProps) {
  const t = useText();
  const { detail, path, content } = opened;
  const [held, setHeld] = useState(() => unsavedOf(detail.key, path, content));
  const take = useMutation({
    mutationFn: async () => {
      const revision = detail.draft?.revision ?? null;
      await api.put(`/services/${detail.key}/draft/resources/${path}`, { revision, content: held?.content ?? '' });
      dropUnsaved(detail.key, path);
    },
    onSuccess: onReload,
  });
  if (held === undefined) return null;
  const title = detail.resources.find((one) => one.path === path)?.title ?? path;
  const drop = (): void => {
    dropUnsaved(detail.key, path);
    setHeld(undefined);
  };
  return (
    <section className="editor-notice" aria-label={t('heldTitle')}>
      <p>
        <strong>{t('heldTitle')}</strong>
      </p>
      <p>{t('heldLead', { at: dateTime(held.at, timeZone), title })}</p>
      {held.revision !== (detail.draft?.revision ?? null) && <p>{t('heldChanged')}</p>}
      {take.error !== null && <ProblemNotice error={take.error} />}
      <div className="actions">
        <Button variant="default" onClick={drop}>
          {t('heldDrop')}
        </Button>
        <Button loading={take.isPending} onClick={() => take.mutate()}>
          {t('heldTake')}
        </Button>
      </div>
    </section>
  );
}
