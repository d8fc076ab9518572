/** "Mã hồ sơ và số văn bản": patterns of codes and numbers with the next ones, an apology for what is late, the fields. */
import { Button, Checkbox, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { numberedForms } from '#engine/cases/dossiers/procedures.ts';
import type {
  DossierRules,
  DossierRulesDraft,
  DossierRulesTrial,
  DossierRulesView,
} from '#engine/runtime/application/procedures.ts';
import { ApiError, api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PageHead } from '../../page-head.tsx';
import { NoteField } from '../note-field.tsx';
import { Faults, NameFields, TextField } from './fields.tsx';
import { proceduresKey, rulesKey, useRules } from './queries.ts';
import './procedures.css';
import { useProcedureWords } from './use-words.ts';

const typingMs = 400;

export function RulesPage() {
  const t = useProcedureWords();
  const [saved, setSaved] = useState(false);
  const rules = useRules();
  return (
    <>
      <p>
        <Link to="/city/procedures">{t('back')}</Link>
      </p>
      <PageHead title={t('rulesTitle')} lead={t('rulesLead')} />
      {rules.error !== null && <ProblemNotice error={rules.error} />}
      {rules.isPending && <p role="status">{t('loading')}</p>}
      <p role="status">{saved ? t('rulesSaved') : ''}</p>
      {rules.data !== undefined && (
        <Editor key={rules.data.revision} view={rules.data} onSaved={() => setSaved(true)} />
      )}
    </>
  );
}

function Editor({ view, onSaved }: { readonly view: DossierRulesView; readonly onSaved: () => void }) {
  const t = useProcedureWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const { revision, desks, ...initial } = view;
  const [rules, setRules] = useState<DossierRules>(initial);
  const [desk, setDesk] = useState(desks[0]?.code ?? '');
  const [note, setNote] = useState('');
  const change = (part: Partial<DossierRules>) => setRules((before) => ({ ...before, ...part }));
  const next = useNext({ ...rules, desk });
  const save = useMutation({
    mutationFn: () => api.put<DossierRulesView>('/city/dossier-rules', { ...rules, revision, note }),
    onSuccess: async (after) => {
      await queries.invalidateQueries({ queryKey: proceduresKey });
      queries.setQueryData(rulesKey, after);
      onSaved();
    },
  });
  return (
    <Faults value={faultsOf(save.error ?? next.error)}>
      <form
        className="city-form wide"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {desks.length === 0 ? (
          <p className="wf-muted">{t('noDesk')}</p>
        ) : (
          <Select
            label={t('exampleDesk')}
            description={t('exampleLead')}
            searchable
            allowDeselect={false}
            data={desks.map(({ code, name }) => ({ value: code, label: name[language] }))}
            value={desk}
            onChange={(chosen) => chosen !== null && setDesk(chosen)}
          />
        )}
        <p className="wf-muted">{t('patternHint')}</p>
        <Patterns rules={rules} change={change} next={next.data} />
        <Checkbox
          label={t('apology')}
          checked={rules.lateResultNeedsApology}
          onChange={(event) => change({ lateResultNeedsApology: event.currentTarget.checked })}
        />
        <Fields rules={rules} change={change} />
        <NoteField value={note} onChange={setNote} />
        {save.error !== null && <ProblemNotice error={save.error} labels={(path) => placeOf(path, t)} />}
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

/** The next code and numbers by the draft; while somebody types, those of before stay. */
function useNext(draft: DossierRulesDraft) {
  const [tried] = useDebouncedValue(draft, typingMs);
  return useQuery({
    queryKey: [...proceduresKey, 'next', tried],
    queryFn: () => api.post<DossierRulesTrial>('/city/dossier-rules/try', tried),
    enabled: tried.desk !== '',
    gcTime: 0,
    retry: false,
  });
}

interface RulesProps {
  readonly rules: DossierRules;
  readonly change: (part: Partial<DossierRules>) => void;
}

function Patterns({ rules, change, next }: RulesProps & { readonly next: DossierRulesTrial | undefined }) {
  const t = useProcedureWords();
  return (
    <>
      <TextField
        label={t('dossierCode')}
        path="procedures.dossierCode"
        value={rules.dossierCode}
        put={(dossierCode) => change({ dossierCode })}
      />
      <Next number={next?.code} />
      <fieldset className="city-fields">
        <legend>{t('documentNumbers')}</legend>
        <p className="wf-muted">{t('documentNumbersLead')}</p>
        {numberedForms.map((form) => (
          <div key={form}>
            <TextField
              label={t(`form${form}`)}
              path={`procedures.documentNumbers.${form}`}
              value={rules.documentNumbers[form]}
              put={(pattern) => change({ documentNumbers: { ...rules.documentNumbers, [form]: pattern } })}
            />
            <Next number={next?.numbers[form]} />
          </div>
        ))}
      </fieldset>
    </>
  );
}

function Next({ number }: { readonly number: string | undefined }) {
  const t = useProcedureWords();
  return (
    <p className="next-number" aria-live="polite">
      {number === undefined ? '' : t('next', { number })}
    </p>
  );
}

function Fields({ rules: { fields }, change }: RulesProps) {
  const t = useProcedureWords();
  const put = (place: number, part: Partial<DossierRules['fields'][number]>) =>
    change({ fields: fields.map((field, at) => (at === place ? { ...field, ...part } : field)) });
  return (
    <fieldset className="city-fields">
      <legend>{t('fields')}</legend>
      <p className="wf-muted">{t('fieldsLead')}</p>
      {fields.map((field, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list in the order in which it is written
        <fieldset key={place} className="city-fields paper">
          <legend>{t('fieldN', { n: place + 1 })}</legend>
          <TextField
            label={t('fieldCode')}
            path={`procedures.fields[${place}].code`}
            value={field.code}
            put={(code) => put(place, { code: code.trim() })}
          />
          <NameFields
            labels={[t('nameVi'), t('nameEn')]}
            path={`procedures.fields[${place}].name`}
            value={field.name}
            put={(name) => put(place, { name })}
          />
          <Button
            variant="default"
            size="xs"
            aria-label={t('removeField', { n: place + 1 })}
            onClick={() => change({ fields: fields.filter((_, at) => at !== place) })}
          >
            {t('removeShort')}
          </Button>
        </fieldset>
      ))}
      <div>
        <Button
          variant="default"
          onClick={() => change({ fields: [...fields, { code: '', name: { vi: '', en: '' } }] })}
        >
          {t('addField')}
        </Button>
      </div>
    </fieldset>
  );
}

function faultsOf(error: unknown): ReadonlyMap<string, string> {
  return new Map(error instanceof ApiError ? error.fields.map(({ path, message }) => [path, message]) : []);
}

/** `procedures.documentNumbers.01` in words. */
function placeOf(path: string, t: ReturnType<typeof useProcedureWords>): string {
  const form = numberedForms.find((one) => path.endsWith(`documentNumbers.${one}`));
  if (form !== undefined) return t(`form${form}`);
  if (path.endsWith('dossierCode')) return t('dossierCode');
  const [, place] = /^procedures\.fields\[(\d+)\]/.exec(path) ?? [];
  if (place !== undefined) return t('fieldN', { n: Number(place) + 1 });
  const [, code] = /^procedures\.(.+)\.field$/.exec(path) ?? [];
  return code === undefined ? path : `${t('columnName')} ${code}`;
}
