/** The audit's chain: how far it is sealed and handed out, and whether its newest entries are what they were. */
import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { AuditState, AuditVerification } from '#engine/runtime/application/installation.ts';
import { count, dateTime } from '#portal/kit/format.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useVerification } from './queries.ts';
import { useWords, wordsFor } from './use-words.ts';

export function AuditCard({ audit }: { readonly audit: AuditState }) {
  const t = useWords();
  const language = useLanguage();
  const { head, waiting, oldestWaitingAt } = audit;
  return (
    <section className="wf-card state-card" aria-labelledby="audit">
      <h2 id="audit">{t('audit')}</h2>
      <dl className="state-facts">
        <dt>{t('sealed')}</dt>
        <dd>
          {head === null ? t('nothingSealed') : t('sealedValue', { count: count(head.number, language) })}
          {head !== null && (
            <small className="wf-muted">{t('sealedAt', { at: dateTime(head.sealedAt, timeZone) })}</small>
          )}
        </dd>
        <dt>{t('waiting')}</dt>
        <dd>
          {oldestWaitingAt === null
            ? t('waitingNone')
            : t('waitingValue', { count: count(waiting, language), at: dateTime(oldestWaitingAt, timeZone) })}
        </dd>
        {head !== null && (
          <>
            <dt>{t('head')}</dt>
            <dd className="wf-code chain">{head.chain}</dd>
          </>
        )}
        <dt>{t('exported')}</dt>
        <dd>
          <Exported exported={audit.exported} />
        </dd>
        <dt>{t('verified')}</dt>
        <dd aria-live="polite">
          {audit.verified === null ? t('verifiedNever') : <Verified verified={audit.verified} />}
        </dd>
      </dl>
      {audit.mayVerify && <VerifyNow />}
    </section>
  );
}

function Exported({ exported: { places, number, at, triedAt, fault } }: Pick<AuditState, 'exported'>) {
  const t = useWords();
  const language = useLanguage();
  const name = (place: string) => wordsFor(t, `place_${place}`);
  return (
    <>
      {at === null
        ? t('exportedNever')
        : t('exportedValue', { number: count(number, language), at: dateTime(at, timeZone) })}
      <small className="wf-muted">
        {places.length === 0 ? t('exportedNowhere') : t('exportedTo', { places: places.map(name).join(', ') })}
      </small>
      {fault !== '' && triedAt !== null && (
        <span className="wf-chip late">
          {t('exportFault', { at: dateTime(triedAt, timeZone), place: name(fault) })}
        </span>
      )}
    </>
  );
}

function Verified({ verified }: { readonly verified: AuditVerification }) {
  const t = useWords();
  const language = useLanguage();
  const { from, to, by, headsCompared, faults, faultsTotal } = verified;
  const at = dateTime(verified.at, timeZone);
  if (to === 0 && faultsTotal === 0) return t('verifiedEmpty', { at });
  const range = { from: count(from, language), to: count(to, language) };
  return (
    <>
      <span className={faultsTotal === 0 ? 'wf-chip ok' : 'wf-chip late'}>
        {faultsTotal === 0 ? t('whole') : t('tampered', { count: count(faultsTotal, language) })}
      </span>
      <small className="wf-muted">{t('verifiedValue', { ...range, at, by })}</small>
      <small className="wf-muted">{t('heads', { count: count(headsCompared, language) })}</small>
      {faults.length > 0 && (
        <>
          <ul>
            {faults.map(({ kind, ...where }) => (
              <li key={`${kind} ${JSON.stringify(where)}`}>{wordsFor(t, `fault_${kind}`, where)}</li>
            ))}
          </ul>
          <p>{t('whatNow')}</p>
        </>
      )}
    </>
  );
}

const choices = ['1000', '10000', '100000'] as const;

function VerifyNow() {
  const t = useWords();
  const language = useLanguage();
  const [newest, setNewest] = useState<string>('10000');
  const verification = useVerification();
  return (
    <>
      <div className="verify">
        <Select
          label={t('howMany')}
          allowDeselect={false}
          value={newest}
          onChange={(value) => setNewest(value ?? '10000')}
          data={choices.map((value) => ({ value, label: t('newest', { count: count(Number(value), language) }) }))}
        />
        <Button loading={verification.isPending} onClick={() => verification.mutate(Number(newest))}>
          {t('verifyNow')}
        </Button>
      </div>
      <p className="wf-muted">{t('verifyHint')}</p>
      {verification.error !== null && <ProblemNotice error={verification.error} />}
    </>
  );
}
