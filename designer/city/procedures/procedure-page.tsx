/** One procedure, field by field; saved as a new revision that only later dossiers go by. */
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type {
  Procedure,
  ProcedureChoices,
  ProcedureDetail,
  RunningDossiers,
} from '#engine/runtime/application/procedures.ts';
import { count } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PageHead } from '../../page-head.tsx';
import { SaveForm } from '../save-form.tsx';
import { TextPage } from '../text-page.tsx';
import { faultsOf, useSave } from '../use-save.ts';
import { About, InForce } from './about.tsx';
import { Deadline, Steps } from './deadline.tsx';
import { Faults } from './fields.tsx';
import { labelOf } from './labels.ts';
import { Papers, Result } from './papers.tsx';
import { procedureKey, proceduresKey, useProcedure, useProcedureChoices } from './queries.ts';
import './procedures.css';
import { Trial } from './trial.tsx';
import { Units } from './units.tsx';
import { useProcedureWords } from './use-words.ts';

export function ProcedurePage() {
  const t = useProcedureWords();
  const { code = '' } = useParams();
  return (
    <TextPage key={code} back={<Back />} of={useProcedure(code)} saved={t('saved')}>
      {(data, onSaved) => <Editor choices={data} initial={data.procedure} running={data.running} onSaved={onSaved} />}
    </TextPage>
  );
}

export function NewProcedurePage() {
  const navigate = useNavigate();
  const choices = useProcedureChoices();
  return (
    <>
      <p>
        <Back />
      </p>
      <LoadState of={choices} />
      {choices.data !== undefined && (
        <Editor
          choices={choices.data}
          initial={blank(choices.data)}
          onSaved={(code) => void navigate(`/city/procedures/${encodeURIComponent(code)}`)}
        />
      )}
    </>
  );
}

function Back() {
  const t = useProcedureWords();
  return <Link to="/city/procedures">{t('back')}</Link>;
}

/** What most procedures are like; the rest is asked. */
function blank({ fields, calendars, slaClasses }: ProcedureChoices): Procedure {
  return {
    code: '',
    name: { vi: '', en: '' },
    field: fields[0]?.code ?? '',
    decision: '',
    legalBasis: [],
    note: '',
    validFrom: null,
    validTo: null,
    papers: [],
    deadline: {
      sla: slaClasses[0]?.code ?? '',
      resolve: 'P3D',
      calendar: calendars[0]?.code ?? '',
      dayCount: 'exclude_first_day',
    },
    extensions: 1,
    supplement: { within: 'P10D', restarts: false },
    clockEnds: 'issued',
    fee: 0,
    steps: { check: 'PT2H', appraise: 'PT16H', sign: 'PT2H', number: 'PT1H', issue: 'PT1H' },
    units: { receiving: [], handling: '', competent: '', records: '', support: '' },
    result: { name: { vi: '', en: '' }, symbol: '' },
    confidential: false,
  };
}

interface EditorProps {
  readonly choices: ProcedureChoices;
  readonly initial: Procedure;
  /** Left out: a new one. */
  readonly running?: RunningDossiers;
  readonly onSaved: (code: string) => void;
}

function Editor({ choices, initial, running, onSaved }: EditorProps) {
  const t = useProcedureWords();
  const language = useLanguage();
  const create = running === undefined;
  const [procedure, setProcedure] = useState(initial);
  const change = (part: Partial<Procedure>) => setProcedure((before) => ({ ...before, ...part }));
  const draft = { procedure, create };
  const save = useSave({
    key: procedureKey(procedure.code),
    touches: proceduresKey,
    write: (note) => api.post<ProcedureDetail>('/city/procedures', { ...draft, revision: choices.revision, note }),
    onSaved: () => onSaved(procedure.code),
  });
  const part = { procedure, change };
  return (
    <Faults value={faultsOf(save.error, 'procedure.')}>
      <PageHead title={create ? t('new') : initial.name[language]} lead={running && <Running running={running} />} />
      <SaveForm save={save} labels={(path) => labelOf(path, t)} cancel="/city/procedures" wide>
        <About {...part} choices={choices} create={create} />
        <InForce {...part} today={choices.today} />
        <Papers {...part} />
        <Deadline {...part} choices={choices} />
        <Trial draft={draft} />
        <Steps {...part} />
        <Units {...part} choices={choices} />
        <Result {...part} />
      </SaveForm>
    </Faults>
  );
}

function Running({ running: { now, earlier } }: { readonly running: RunningDossiers }) {
  const t = useProcedureWords();
  const language = useLanguage();
  const [all, current, old] = [now + earlier, now, earlier].map((n) => count(n, language));
  return (
    <p className="wf-muted">
      {now + earlier === 0
        ? t('runningNone')
        : t('runningLead', { count: all ?? '', now: current ?? '', earlier: old ?? '' })}
    </p>
  );
}
