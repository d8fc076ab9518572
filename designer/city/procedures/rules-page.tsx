/** "Mã hồ sơ và số văn bản": patterns of codes and numbers with the next ones, an apology for what is late, the fields. */
import { Button, Checkbox, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { numberedForms } from '#engine/cases/dossiers/procedures.ts';
import type {
  DossierRules,
  DossierRulesDraft,
  DossierRulesTrial,
  DossierRulesView,
} from '#engine/runtime/application/procedures.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { SaveForm } from '../save-form.tsx';
import { TextPage } from '../text-page.tsx';
import { useLines } from '../use-lines.ts';
import { faultsOf, useSave } from '../use-save.ts';
import { Faults, NameFields, TextField } from './fields.tsx';
import { proceduresKey, rulesKey, useRules } from './queries.ts';
import './procedures.css';
import { useProcedureWords } from './use-words.ts';

const typingMs = 400;

export function RulesPage() {
  const t = useProcedureWords();
  return (
    <TextPage
      title={t('rulesTitle')}
      lead={t('rulesLead')}
      back={<Link to="/city/procedures">{t('back')}</Link>}
      of={useRules()}
      saved={t('rulesSaved')}
    >
      {(view, onSaved) => <Editor view={view} onSaved={onSaved} />}
    </TextPage>
  );
}

function Editor({ view, onSaved }: { readonly view: DossierRulesView; readonly onSaved: () => void }) {
  const t = useProcedureWords();
  const { revision, desks, ...initial } = view;
  const [rules, setRules] = useState<DossierRules>(initial);
  const [desk, setDesk] = useState(desks[0]?.code ?? '');
  const change = (part: Partial<DossierRules>) => setRules((before) => ({ ...before, ...part }));
  const next = useNext({ ...rules, desk });
  const write = (note: string) => api.put<DossierRulesView>('/city/dossier-rules', { ...rules, revision, note });
  const save = useSave({ key: rulesKey, touches: proceduresKey, write, onSaved });
  return (
    <Faults value={faultsOf(save.error ?? next.error)}>
      <SaveForm save={save} labels={(path) => placeOf(path, t)} cancel="/city/procedures" wide>
        <ExampleDesk desks={desks} desk={desk} onChange={setDesk} />
        <p className="wf-muted">{t('patternHint')}</p>
        <Patterns rules={rules} change={change} next={next.data} />
        <Checkbox
          label={t('apology')}
          checked={rules.lateResultNeedsApology}
          onChange={(event) => change({ lateResultNeedsApology: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('keepOriginals')}
          checked={rules.keepOriginals}
          onChange={(event) => change({ keepOriginals: event.currentTarget.checked })}
        />
        <Fields rules={rules} change={change} />
      </SaveForm>
    </Faults>
  );
}

/** The desk for which the next code and numbers are shown. */
function ExampleDesk({
  desks,
  desk,
  onChange,
}: Pick<DossierRulesView, 'desks'> & { readonly desk: string; readonly onChange: (desk: string) => void }) {
  const t = useProcedureWords();
  const language = useLanguage();
  if (desks.length === 0) return <p className="wf-muted">{t('noDesk')}</p>;
  return (
    <Select
      label={t('exampleDesk')}
      description={t('exampleLead')}
      searchable
      allowDeselect={false}
      data={desks.map(({ code, name }) => ({ value: code, label: name[language] }))}
      value={desk}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
    />
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
  const { edited, add } = useLines(fields, (changed) => change({ fields: changed }));
  return (
    <fieldset className="city-fields">
      <legend>{t('fields')}</legend>
      <p className="wf-muted">{t('fieldsLead')}</p>
      {edited.map(({ key, line, place, put, remove }) => (
        <fieldset key={key} className="city-fields paper">
          <legend>{t('fieldN', { n: place + 1 })}</legend>
          <TextField
            label={t('fieldCode')}
            path={`procedures.fields[${place}].code`}
            value={line.code}
            put={(code) => put({ code: code.trim() })}
          />
          <NameFields
            labels={[t('nameVi'), t('nameEn')]}
            path={`procedures.fields[${place}].name`}
            value={line.name}
            put={(name) => put({ name })}
          />
          <Button variant="default" size="xs" aria-label={t('removeField', { n: place + 1 })} onClick={remove}>
            {t('removeShort')}
          </Button>
        </fieldset>
      ))}
      <div>
        <Button variant="default" onClick={() => add({ code: '', name: { vi: '', en: '' } })}>
          {t('addField')}
        </Button>
      </div>
    </fieldset>
  );
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
