/** Who else has met the matter of a case; what was merged by mistake is split off here. */
import { Button, Modal, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MergedCase, Together as Others } from '#engine/runtime/application/duplicates.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api, newSubmissionKey } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { worklistKey } from '../queries.ts';
import { useText } from '../use-text.ts';
import { useWords } from './use-words.ts';
import './duplicates.css';

const togetherKey = (caseId: string) => ['together', caseId] as const;
const reasonCharacters = { min: 5, max: 300 } as const;

export function Together({ caseId }: { readonly caseId: string }) {
  const t = useWords();
  // Who may see a task need not see its case: then there is nothing to tell.
  const { data } = useQuery({
    queryKey: togetherKey(caseId),
    queryFn: () => api.get<Others>(`/cases/${caseId}/together`),
    retry: false,
  });
  if (data === undefined || (data.followers === 0 && data.main === null && data.merged.length === 0)) return null;
  return (
    <section className="wf-card block" aria-labelledby="together-title">
      <h2 id="together-title">{t('togetherTitle')}</h2>
      {data.main !== null && <p>{t('togetherMain', { number: data.main.registerNumber })}</p>}
      {data.followers > 0 && <p>{t('togetherCount', { count: data.followers })}</p>}
      {data.merged.length > 0 && (
        <>
          <p className="wf-muted">{t('togetherMerged')}</p>
          <ul className="duplicate-list">
            {data.merged.map((one) => (
              <Merged key={one.caseId} one={one} mainId={caseId} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Merged({ one, mainId }: { readonly one: MergedCase; readonly mainId: string }) {
  const t = useWords();
  const office = useText();
  const [open, setOpen] = useState(false);
  const { registerNumber: number } = one;
  return (
    <li>
      <p className="duplicate-head">
        <strong className="wf-code">{number}</strong> {one.title}
      </p>
      <p className="wf-muted">{dateTime(one.receivedAt, timeZone)}</p>
      {one.maySplit && (
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          {t('split', { number })}
        </Button>
      )}
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t('splitTitle', { number })}
        closeButtonProps={{ 'aria-label': office('close') }}
      >
        {open && <SplitForm one={one} mainId={mainId} onClose={() => setOpen(false)} />}
      </Modal>
    </li>
  );
}

/** The same key goes along until the server has answered. */
function SplitForm(props: { readonly one: MergedCase; readonly mainId: string; readonly onClose: () => void }) {
  const { one, mainId, onClose } = props;
  const t = useWords();
  const office = useText();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [submissionKey] = useState(newSubmissionKey);
  const split = useMutation({
    mutationFn: () => api.post(`/cases/${one.caseId}/split`, { reason, submissionKey }),
    onSuccess: async () => {
      notifications.show({ message: t('splitDone', { number: one.registerNumber }) });
      await queries.invalidateQueries({ queryKey: togetherKey(mainId) });
      await queries.invalidateQueries({ queryKey: worklistKey });
      onClose();
    },
  });
  return (
    <form
      noValidate
      className="send-back"
      onSubmit={(event) => {
        event.preventDefault();
        split.mutate();
      }}
    >
      <p>{t('splitLead')}</p>
      <Textarea
        label={t('splitReason')}
        required
        autosize
        minRows={3}
        minLength={reasonCharacters.min}
        maxLength={reasonCharacters.max}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {split.error !== null && <ProblemNotice error={split.error} />}
      <div className="work-actions">
        <Button type="submit" loading={split.isPending}>
          {t('splitSend')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {office('cancel')}
        </Button>
      </div>
    </form>
  );
}
