/** What a procedure is called, what it goes by, what it costs, and from when to when it is received. */
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import type { ProcedureChoices } from '#engine/runtime/application/procedures.ts';
import { ChoiceField, NameFields, type PartProps, TextField, useFault, WholeField } from './fields.tsx';
import { useProcedureWords } from './use-words.ts';

interface AboutProps extends PartProps {
  readonly choices: ProcedureChoices;
  readonly create: boolean;
}

export function About({ procedure, change, choices, create }: AboutProps) {
  const t = useProcedureWords();
  const { code, name, field, decision, legalBasis, note, fee, confidential } = procedure;
  return (
    <fieldset className="city-fields">
      <legend>{t('about')}</legend>
      <TextField
        label={t('code')}
        hint={t('codeHint')}
        path="code"
        readOnly={!create}
        value={code}
        put={(next) => change({ code: next.trim() })}
      />
      <NameFields labels={[t('nameVi'), t('nameEn')]} path="name" value={name} put={(next) => change({ name: next })} />
      <ChoiceField
        label={t('field')}
        path="field"
        among={choices.fields}
        value={field}
        put={(next) => change({ field: next })}
      />
      <TextField label={t('decision')} path="decision" value={decision} put={(next) => change({ decision: next })} />
      <Textarea
        label={t('legalBasis')}
        description={t('legalBasisHint')}
        autosize
        minRows={2}
        maxRows={10}
        error={useFault('legalBasis')}
        value={legalBasis.join('\n')}
        onChange={(event) => change({ legalBasis: event.currentTarget.value.split('\n') })}
      />
      <WholeField label={t('fee')} hint={t('feeHint')} path="fee" value={fee} put={(next) => change({ fee: next })} />
      <Checkbox
        label={t('confidential')}
        checked={confidential}
        onChange={(event) => change({ confidential: event.currentTarget.checked })}
      />
      <TextField label={t('remark')} path="note" optional value={note} put={(next) => change({ note: next })} />
    </fieldset>
  );
}

export function InForce({ procedure, change, today }: PartProps & { readonly today: string }) {
  const t = useProcedureWords();
  const { validFrom, validTo } = procedure;
  return (
    <fieldset className="city-fields">
      <legend>{t('inForce')}</legend>
      <p className="wf-muted">{t('endLead')}</p>
      <TextInput
        type="date"
        label={t('validFrom')}
        description={t('validHint')}
        error={useFault('validFrom')}
        value={validFrom ?? ''}
        onChange={(event) => change({ validFrom: event.currentTarget.value || null })}
      />
      <TextInput
        type="date"
        label={t('validTo')}
        description={t('validHint')}
        error={useFault('validTo')}
        value={validTo ?? ''}
        onChange={(event) => change({ validTo: event.currentTarget.value || null })}
      />
      <div>
        <Button variant="default" onClick={() => change({ validTo: today })}>
          {t('endToday')}
        </Button>
      </div>
    </fieldset>
  );
}
