/** Every operation asks why, in the same dialog; what it will do stands above. */
import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { newSubmissionKey } from '#portal/kit/react/api-client.ts';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useWords } from './use-words.ts';

export interface Deed {
  readonly label: string;
  readonly variant?: 'filled' | 'default';
  readonly danger?: boolean;
  /** @param key the same for every try of one dialog, so that a repeated click does nothing */
  readonly run: (reason: string, key: string) => Promise<void>;
}

const reasonLengthMax = 1000;

export function ReasonDialog({
  title,
  deeds,
  children,
  ready = true,
  labels,
  onClose,
}: {
  readonly title: string;
  readonly deeds: readonly Deed[];
  readonly children: ReactNode;
  /** False: what it would do is not known, or not possible. */
  readonly ready?: boolean;
  readonly labels?: (path: string) => string;
  readonly onClose: () => void;
}) {
  const t = useWords();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [key] = useState(newSubmissionKey);
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<unknown>(null);
  const run = async (deed: Deed) => {
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    setBusy(deed.label);
    setError(null);
    await deed.run(reason, `${key}-${deeds.indexOf(deed)}`).catch(setError);
    setBusy(undefined);
  };
  return (
    <Dialog onClose={onClose} title={title} size="lg">
      {children}
      <Textarea
        label={t('reason')}
        description={t('reasonHint')}
        required
        error={missing ? t('reasonMissing') : undefined}
        value={reason}
        maxLength={reasonLengthMax}
        autosize
        minRows={2}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {error !== null && <ProblemNotice error={error} {...(labels && { labels })} />}
      <div className="actions dialog-actions">
        <Button variant="default" onClick={onClose}>
          {t('cancelDialog')}
        </Button>
        {deeds.map((deed) => (
          <Button
            key={deed.label}
            variant={deed.variant ?? 'filled'}
            {...(deed.danger && { color: 'red' })}
            loading={busy === deed.label}
            disabled={!ready || busy !== undefined}
            onClick={() => void run(deed)}
          >
            {deed.label}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
