/** Tiếp nhận hồ sơ: the procedure, what was handed in, the applicant, and what the check gives; then the receipt. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DossierReceipt, ReceivableProcedures } from '#engine/runtime/application/dossiers.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import './dossiers.css';
import { IntakeForm } from './intake-form.tsx';
import { ReceiptCard } from './receipt-card.tsx';
import { useDossierWords } from './use-dossier-words.ts';

export function ReceivePage() {
  const t = useDossierWords();
  const language = useLanguage();
  const [receipt, setReceipt] = useState<DossierReceipt>();
  const receivable = useQuery({
    queryKey: ['receivable'],
    queryFn: () => api.get<ReceivableProcedures>('/dossiers/procedures'),
    retry: false,
  });
  const { data } = receivable;
  return (
    <div className="list-page receive-page">
      <h1>{t('receive')}</h1>
      <LoadState of={receivable} />
      {receipt !== undefined && <ReceiptCard receipt={receipt} onAnother={() => setReceipt(undefined)} />}
      {data?.withoutCode.map(({ code, name }) => (
        <p key={code} className="wf-notice" role="status">
          {t('deskWithoutCode', { unit: name[language] })}
        </p>
      ))}
      {receipt === undefined && data?.procedures.length === 0 && data.withoutCode.length === 0 && (
        <EmptyState title={t('receiveNone')}>{t('receiveNoneHint')}</EmptyState>
      )}
      {receipt === undefined && data !== undefined && data.procedures.length > 0 && (
        <>
          <p className="wf-muted">{t('receiveLead')}</p>
          <IntakeForm receivable={data} onReceived={setReceipt} />
        </>
      )}
    </div>
  );
}
