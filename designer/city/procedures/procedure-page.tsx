/** One procedure, field by field; saved as a new revision that only later dossiers go by. */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type {
  Procedure,
  ProcedureChoices,
  ProcedureDetail,
  RunningDossiers,
} from '#engine/runtime/application/procedures.ts';
import { count } from '#portal/kit/format.ts';
import { ApiError, api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PageHead } from '../../page-head.tsx';
import { NoteField } from '../note-field.tsx';
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
  const [saved, setSaved] = useState(false);
  const found = useProcedure(code);
  const { data } = found;
  return (
    <>
      <Back />
      {found.error !== null && <ProblemNotice error={found.error} />}
      {found.isPending && <p role="status">{t('loading')}</p>}
      <p role="status">{saved ? t('saved') : ''}</p>
      {data !== undefined && (
        <Editor
          key={`${code} ${data.revision}`}
          choices={data}
          initial={data.procedure}
          running={data.running}
          onSaved={() => setSaved(true)}
        />
      )}
    </>
  );
}

export function NewProcedurePage() {
  const navigate = useNavigate();
  const choices = useProcedureChoices();
  return (
    <>
      <Back />
      {choices.error !== null && <ProblemNotice error={choices.error} />}
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
  return (
    <p>
      <Link to="/city/procedures">{t('back')}</Link>
    </p>
  );
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
  const queries = useQueryClient();
  const create = running === undefined;
  const [procedure, setProcedure] = useState(initial);
  const [note, setNote] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const change = (part: Partial<Procedure>) => setProcedure((before) => ({ ...before, ...part }));
  const draft = { procedure, create };
  const save = useMutation({
    mutationFn: () => api.post<ProcedureDetail>('/city/procedures', { ...draft, revision: choices.revision, note }),
    onSuccess: async (after) => {
      await queries.invalidateQueries({ queryKey: proceduresKey });
      queries.setQueryData(procedureKey(procedure.code), after);
      onSaved(procedure.code);
    },
  });
  const faults = useMemo(() => faultsOf(save.error), [save.error]);
  useEffect(() => {
    if (faults.size > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);
  const part = { procedure, change };
  return (
    <Faults value={faults}>
      <PageHead title={create ? t('new') : initial.name[language]} lead={running && <Running running={running} />} />
      <form
        ref={form}
        className="city-form wide"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <About {...part} choices={choices} create={create} />
        <InForce {...part} today={choices.today} />
        <Papers {...part} />
        <Deadline {...part} choices={choices} />
        <Trial draft={draft} />
        <Steps {...part} />
        <Units {...part} choices={choices} />
        <Result {...part} />
        <NoteField value={note} onChange={setNote} />
        {save.error !== null && <ProblemNotice error={save.error} labels={(path) => labelOf(path, t)} />}
        <div className="actions">
          <Button component={Link} to="/city/procedures" variant="default">
            {t('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
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

/** The first fault of each field. */
function faultsOf(error: unknown): ReadonlyMap<string, string> {
  const fields = error instanceof ApiError ? error.fields : [];
  return new Map(fields.toReversed().map(({ path, message }) => [path.replace(/^procedure\./, ''), message]));
}
