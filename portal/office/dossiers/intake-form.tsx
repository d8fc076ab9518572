/** The form at the desk. The applicant's part is drawn from the service's own form; the rest follows the procedure. */
import { Button, Radio, Select } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type {
  DossierReceipt,
  ReceivableProcedure,
  ReceivableProcedures,
} from '#engine/runtime/application/dossiers.ts';
import type { FormDefinition } from '#forms/definition.ts';
import { api, newSubmissionKey } from '#portal/kit/react/api-client.ts';
import { createForm, type DrawnForm } from '#portal/kit/react/formio/create-form.ts';
import '#portal/kit/react/formio/formio.css';
import { count, dateTime } from '#portal/kit/format.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { FactList, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Decision, DecisionFields, noDecision } from './decision-fields.tsx';
import { type PapersIn, PaperTicks } from './paper-ticks.tsx';
import { useDossierWords } from './use-dossier-words.ts';

const channels = ['counter', 'post', 'online'] as const;

export function IntakeForm({
  receivable,
  onReceived,
}: {
  readonly receivable: ReceivableProcedures;
  readonly onReceived: (receipt: DossierReceipt) => void;
}) {
  const t = useDossierWords();
  const [desk, setDesk] = useState(receivable.desks[0]?.code ?? '');
  const [code, setCode] = useState<string | null>(null);
  const [channel, setChannel] = useState<string>('counter');
  const [papers, setPapers] = useState<PapersIn>({});
  const [decision, setDecision] = useState<Decision>(noDecision);
  const procedure = receivable.procedures.find((one) => one.code === code);
  const applicant = useApplicantForm(receivable.form, procedure !== undefined);
  const send = useSend(applicant.drawn, onReceived);
  const language = useLanguage();
  const choose = (next: string | null) => {
    setCode(next);
    setPapers({});
    setDecision(noDecision);
  };
  const [untold, setUntold] = useState('');
  const submit = () => {
    const left = decision.outcome === 'accept' ? requiredLeft(procedure, papers).map(({ name }) => name[language]) : [];
    setUntold(left.join('; '));
    if (left.length > 0) return;
    const ticked = Object.entries(papers).map(([paper, how]) => ({ code: paper, ...how }));
    void send.run({ procedure: code ?? '', desk, channel, papers: ticked, decision });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <section className="wf-card block intake-head">
        {receivable.desks.length > 1 && (
          <Select
            label={t('desk')}
            value={desk}
            onChange={(value) => setDesk(value ?? desk)}
            data={receivable.desks.map((one) => ({ value: one.code, label: one.name[language] }))}
          />
        )}
        <Select
          label={t('procedure')}
          placeholder={t('chooseProcedure')}
          searchable
          required
          value={code}
          onChange={choose}
          data={receivable.procedures
            .filter((one) => one.desks.includes(desk))
            .map((one) => ({ value: one.code, label: `${one.name[language]} (${one.code})` }))}
        />
        {procedure !== undefined && <Facts procedure={procedure} />}
        <Radio.Group label={t('channel')} value={channel} onChange={setChannel}>
          <div className="radios">
            {channels.map((one) => (
              <Radio key={one} value={one} label={t(one)} />
            ))}
          </div>
        </Radio.Group>
      </section>
      {procedure !== undefined && <PaperTicks papers={procedure.papers} value={papers} onChange={setPapers} />}
      <section className="wf-card block" hidden={procedure === undefined}>
        <h2>{t('applicant')}</h2>
        <div className="formio-scope" ref={applicant.place} />
      </section>
      {procedure !== undefined && (
        <>
          <DecisionFields papers={procedure.papers} value={decision} onChange={setDecision} />
          {untold !== '' && (
            <p className="missing" role="alert">
              {t('papersLeft', { missing: untold })}
            </p>
          )}
          {send.missing && (
            <p className="missing" role="alert">
              {t('fieldsLeft')}
            </p>
          )}
          {send.error !== undefined && (
            <ProblemNotice error={send.error} labels={(path) => labelOf(path, receivable.form)} />
          )}
          <Button type="submit" size="md" loading={send.busy}>
            {t('send')}
          </Button>
        </>
      )}
    </form>
  );

  function labelOf(path: string, form: FormDefinition | null): string {
    if (path.startsWith('papers')) return t('papers');
    if (path === 'decision.missing') return t('missing');
    if (path === 'decision.why') return t('why');
    if (path === 'decision.reason') return t('reason');
    if (path === 'decision.basis') return t('basis');
    const label = form?.components.find((component) => component.key === path)?.label ?? path;
    return form?.i18n?.[language]?.[label] ?? label;
  }
}

/** Required papers that are not ticked; the server judges again. */
function requiredLeft(procedure: ReceivableProcedure | undefined, papers: PapersIn) {
  return (procedure?.papers ?? []).filter(({ code, required }) => required && papers[code] === undefined);
}

function Facts({ procedure }: { readonly procedure: ReceivableProcedure }) {
  const t = useDossierWords();
  const language = useLanguage();
  const { fee, dueAt, note } = procedure;
  return (
    <>
      <FactList
        className="dossier-facts"
        facts={[
          [t('dueIfNow'), dateTime(dueAt, timeZone)],
          [t('fee'), fee === 0 ? t('free') : t('dong', { amount: count(fee, language) })],
        ]}
      />
      {note !== '' && <p className="wf-muted">{note}</p>}
    </>
  );
}

/** Draws the applicant's form once a procedure is chosen; what is typed stays when another one is. */
function useApplicantForm(definition: FormDefinition | null, shown: boolean) {
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnForm>(null);
  useEffect(() => {
    if (!shown || definition === null || place.current === null) return;
    let alive = true;
    const components = definition.components.filter((component) => component.type !== 'button');
    const form = { place: place.current, definition: { ...definition, components }, language, values: {} };
    void createForm({ ...form, onChange: () => undefined }).then((made) => {
      if (alive) drawn.current = made;
      else made.destroy();
    });
    return () => {
      alive = false;
      drawn.current?.destroy();
      drawn.current = null;
    };
  }, [definition, language, shown]);
  return { place, drawn };
}

function useSend(drawn: React.RefObject<DrawnForm | null>, onReceived: (receipt: DossierReceipt) => void) {
  const language = useLanguage();
  const [key] = useState(newSubmissionKey);
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async (intake: object) => {
    const form = drawn.current;
    if (busy || form === null) return;
    const whole = form.check();
    setMissing(!whole);
    if (!whole) return;
    setBusy(true);
    setError(undefined);
    const data = new FormData();
    data.set('values', JSON.stringify({ ...intake, applicant: form.values() }));
    data.set('submissionKey', key);
    data.set('language', language);
    for (const { key: field, file } of form.files()) data.append(field, file, file.name);
    try {
      onReceived(await api.post<DossierReceipt>('/dossiers', data));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return { busy, missing, error, run };
}
