/** What is to be handed in (thành phần hồ sơ), paper by paper, and what comes out of it. */
import { Button, Checkbox } from '@mantine/core';
import type { Procedure } from '#engine/runtime/application/procedures.ts';
import { useLines } from '../use-lines.ts';
import { NameFields, type PartProps, TextField, useFault, WholeField } from './fields.tsx';
import { useProcedureWords } from './use-words.ts';

type Paper = Procedure['papers'][number];

export function Papers({ procedure: { papers }, change }: PartProps) {
  const t = useProcedureWords();
  const fault = useFault('papers');
  const { edited, add } = useLines(papers, (changed) => change({ papers: changed }));
  return (
    <fieldset className="city-fields">
      <legend>{t('papers')}</legend>
      <p className="wf-muted">{t('papersLead')}</p>
      {fault !== undefined && <p className="wf-notice">{fault}</p>}
      {edited.map(({ key, line, ...rest }) => (
        <PaperFields key={key} paper={line} {...rest} />
      ))}
      <div>
        <Button
          variant="default"
          onClick={() => add({ code: '', name: { vi: '', en: '' }, required: true, copies: 1 })}
        >
          {t('addPaper')}
        </Button>
      </div>
    </fieldset>
  );
}

interface PaperProps {
  readonly paper: Paper;
  readonly place: number;
  readonly put: (part: Partial<Paper>) => void;
  readonly remove: () => void;
}

function PaperFields({ paper, place, put, remove }: PaperProps) {
  const t = useProcedureWords();
  const path = `papers[${place}]`;
  const n = place + 1;
  return (
    <fieldset className="city-fields paper">
      <legend>{t('paper', { n })}</legend>
      <TextField
        label={t('paperCode')}
        path={`${path}.code`}
        value={paper.code}
        put={(code) => put({ code: code.trim() })}
      />
      <NameFields
        labels={[t('nameVi'), t('nameEn')]}
        path={`${path}.name`}
        value={paper.name}
        put={(name) => put({ name })}
      />
      <WholeField
        label={t('copies')}
        path={`${path}.copies`}
        min={1}
        value={paper.copies}
        put={(copies) => put({ copies })}
      />
      <Checkbox
        label={t('required')}
        checked={paper.required}
        onChange={(event) => put({ required: event.currentTarget.checked })}
      />
      <Button variant="default" size="xs" aria-label={t('removePaper', { n })} onClick={remove}>
        {t('removeShort')}
      </Button>
    </fieldset>
  );
}

export function Result({ procedure: { result }, change }: PartProps) {
  const t = useProcedureWords();
  return (
    <fieldset className="city-fields">
      <legend>{t('result')}</legend>
      <NameFields
        labels={[t('resultVi'), t('resultEn')]}
        path="result.name"
        value={result.name}
        put={(name) => change({ result: { ...result, name } })}
      />
      <TextField
        label={t('symbol')}
        hint={t('symbolHint')}
        path="result.symbol"
        value={result.symbol}
        put={(symbol) => change({ result: { ...result, symbol } })}
      />
    </fieldset>
  );
}
