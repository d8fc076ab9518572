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
import type { DrawnForm } from '#portal/kit/react/formio/create-form.ts';
import { openForm } from '#portal/kit/react/formio/open-form.ts';
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
  const [matter, setMatter] = useState<Matter>({
    desk: receivable.desks[0]?.code ?? '',
    code: null,
    channel: 'counter',
  });
  const { desk, code, channel } = matter;
  const [papers, setPapers] = useState<PapersIn>({});
  const [decision, setDecision] = useState<Decision>(noDecision);
  const procedure = receivable.procedures.find((one) => one.code === code);
  const applicant = useApplicantForm(receivable.form, procedure !== undefined);
  const send = useSend(applicant.drawn, onReceived);
  const labels = useLabels(receivable.form);
  const language = useLanguage();
  const choose = (part: Partial<Matter>) => {
    setMatter({ ...matter, ...part });
    if (part.code === undefined) return;
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
      <Head receivable={receivable} matter={matter} procedure={procedure} onChange={choose} />
      {procedure !== undefined && <PaperTicks papers={procedure.papers} value={papers} onChange={setPapers} />}
      <section className="wf-card block" hidden={procedure === undefined}>
        <h2>{t('applicant')}</h2>
        <div className="formio-scope" ref={applicant.place} />
      </section>
      {procedure !== undefined && (
        <>
          <DecisionFields papers={procedure.papers} value={decision} onChange={setDecision} />
          {untold !== '' && <Left>{t('papersLeft', { missing: untold })}</Left>}
          {send.missing && <Left>{t('fieldsLeft')}</Left>}
          {send.error !== undefined && <ProblemNotice error={send.error} labels={labels} />}
          <Button type="submit" size="md" loading={send.busy}>
            {t('send')}
          </Button>
        </>
      )}
    </form>
  );
}

interface Matter {
  readonly desk: string;
  /** Of the procedure; null while none is chosen. */
  readonly code: string | null;
  readonly channel: string;
}

interface HeadProps {
  readonly receivable: ReceivableProcedures;
  readonly matter: Matter;
  readonly procedure: ReceivableProcedure | undefined;
  readonly onChange: (part: Partial<Matter>) => void;
}

function Head({ receivable, matter: { desk, code, channel }, procedure, onChange }: HeadProps) {
  const t = useDossierWords();
  const language = useLanguage();
  return (
    <section className="wf-card block intake-head">
      {receivable.desks.length > 1 && (
        <Select
          label={t('desk')}
          value={desk}
          onChange={(value) => onChange({ desk: value ?? desk })}
          data={receivable.desks.map((one) => ({ value: one.code, label: one.name[language] }))}
        />
      )}
      <Select
        label={t('procedure')}
        placeholder={t('chooseProcedure')}
        searchable
        required
        value={code}
        onChange={(value) => onChange({ code: value })}
        data={receivable.procedures
          .filter((one) => one.desks.includes(desk))
          .map((one) => ({ value: one.code, label: `${one.name[language]} (${one.code})` }))}
      />
      {procedure !== undefined && <Facts procedure={procedure} />}
      <Radio.Group label={t('channel')} value={channel} onChange={(value) => onChange({ channel: value })}>
        <div className="radios">
          {channels.map((one) => (
            <Radio key={one} value={one} label={t(one)} />
          ))}
        </div>
      </Radio.Group>
    </section>
  );
}

function Left({ children }: { readonly children: string }) {
  return (
    <p className="missing" role="alert">
      {children}
    </p>
  );
}

/** What a fault's path names: something of ours, or a field of the applicant's form. */
function useLabels(form: FormDefinition | null): (path: string) => string {
  const t = useDossierWords();
  const language = useLanguage();
  return (path) => {
    if (path.startsWith('papers')) return t('papers');
    const own = decisionLabels.find((one) => path === `decision.${one}`);
    if (own !== undefined) return t(own);
    const label = form?.components.find((component) => component.key === path)?.label ?? path;
    return form?.i18n?.[language]?.[label] ?? label;
  };
}

const decisionLabels = ['missing', 'why', 'reason', 'basis'] as const;

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
    void openForm({ ...form, onChange: () => undefined }).then((made) => {
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
    const { whole } = form.check();
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
