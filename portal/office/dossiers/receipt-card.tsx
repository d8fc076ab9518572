import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { DossierReceipt } from '#engine/runtime/application/dossiers.ts';
import { documentUrl } from '#portal/kit/document-url.ts';
import { dateTime } from '#portal/kit/format.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { type Fact, FactList } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useDossierWords } from './use-dossier-words.ts';

const done = { accept: 'doneAccept', supplement: 'doneSupplement', refuse: 'doneRefuse' } as const;
const forms = { accept: '01', supplement: '02', refuse: '03' } as const;

/** What the applicant goes home with: the code, the day, how to look it up, and the paper to print. */
export function ReceiptCard({
  receipt,
  onAnother,
}: {
  readonly receipt: DossierReceipt;
  readonly onAnother: () => void;
}) {
  const t = useDossierWords();
  const language = useLanguage();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { caseId, code, dueAt, pin, outcome, procedure, desk, support } = receipt;
  const facts: readonly (Fact | false)[] = [
    [t('procedure'), procedure.name[language]],
    dueAt !== null && [t('dueAt'), dateTime(dueAt, timeZone)],
    [t('desk'), desk.name[language]],
    [t('support'), support.name[language]],
    pin !== null && [t('pin'), pin],
  ];
  return (
    <section className="wf-card block receipt" aria-labelledby="receipt-title">
      <h2 id="receipt-title" tabIndex={-1} ref={title}>
        {t(done[outcome])}
      </h2>
      <p className="dossier-code">
        <span className="wf-muted">{t('code')}</span> <strong className="wf-code">{code}</strong>
      </p>
      <FactList className="dossier-facts" facts={facts} />
      <p className="wf-muted">{pin === null ? t('phoneHint') : t('pinHint')}</p>
      <div className="work-actions">
        <Button component="a" href={documentUrl(caseId, forms[outcome])} target="_blank" rel="noreferrer" size="md">
          {t('printPaper')}
        </Button>
        <Button variant="default" size="md" onClick={onAnother}>
          {t('another')}
        </Button>
      </div>
    </section>
  );
}
