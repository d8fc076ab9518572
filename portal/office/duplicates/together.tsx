/** Who else has met the matter of a case; what was merged by mistake is split off here. */

import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MergedCase, Together as Others } from '#engine/runtime/application/duplicates.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api, newSubmissionKey } from '#portal/kit/react/api-client.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { timeZone } from '#portal/kit/react/installation.ts';
import { DialogButton } from '../dialog/dialog-button.tsx';
import { DialogForm } from '../dialog/dialog-form.tsx';
import { ReasonField } from '../dialog/reason-field.tsx';
import { worklistKey } from '../queries.ts';
import { useWords } from './use-words.ts';
import './duplicates.css';

const togetherKey = (caseId: string) => ['together', caseId] as const;
const reasonCharactersMax = 300;

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
      <Definition of={['duplicates.followers', 'duplicates.merged']} />
    </section>
  );
}

function Merged({ one, mainId }: { readonly one: MergedCase; readonly mainId: string }) {
  const t = useWords();
  const { registerNumber: number } = one;
  return (
    <li>
      <p className="duplicate-head">
        <strong className="wf-code">{number}</strong> {one.title}
      </p>
      <p className="wf-muted">{dateTime(one.receivedAt, timeZone)}</p>
      {one.maySplit && (
        <DialogButton label={t('split', { number })} title={t('splitTitle', { number })} button={{ size: 'xs' }}>
          {(close) => <SplitForm one={one} mainId={mainId} onClose={close} />}
        </DialogButton>
      )}
    </li>
  );
}

/** The same key goes along until the server has answered. */
function SplitForm(props: { readonly one: MergedCase; readonly mainId: string; readonly onClose: () => void }) {
  const { one, mainId, onClose } = props;
  const t = useWords();
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
    <DialogForm action={t('splitSend')} sent={split} onSend={() => split.mutate()} onCancel={onClose}>
      <p>{t('splitLead')}</p>
      <ReasonField
        label={t('splitReason')}
        required
        charactersMax={reasonCharactersMax}
        value={reason}
        onChange={setReason}
      />
    </DialogForm>
  );
}
