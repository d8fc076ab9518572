import { Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import type { Paper } from '#engine/cases/dossiers/procedures.ts';
import type { PaperForm } from '#engine/runtime/application/dossiers.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useDossierWords } from './use-dossier-words.ts';

/** What was handed in, by the code of the paper. */
export type PapersIn = Readonly<Record<string, { readonly form: PaperForm; readonly count: number }>>;

const paperForms: readonly PaperForm[] = ['original', 'certified', 'copy', 'electronic'];
const countMax = 99;

export function PaperTicks({
  papers,
  value,
  onChange,
}: {
  readonly papers: readonly Paper[];
  readonly value: PapersIn;
  readonly onChange: (value: PapersIn) => void;
}) {
  const t = useDossierWords();
  const language = useLanguage();
  const tick = (paper: Paper, on: boolean) => {
    const { [paper.code]: _before, ...others } = value;
    onChange(on ? { ...others, [paper.code]: { form: 'original', count: paper.copies } } : others);
  };
  const change = (code: string, part: Partial<PapersIn[string]>) => {
    const before = value[code];
    if (before !== undefined) onChange({ ...value, [code]: { ...before, ...part } });
  };
  return (
    <section className="wf-card block">
      <h2>{t('papers')}</h2>
      <p className="wf-muted">{t('papersHint')}</p>
      <ul className="paper-ticks">
        {papers.map((paper) => {
          const name = paper.name[language];
          const given = value[paper.code];
          return (
            <li key={paper.code}>
              <Checkbox
                label={
                  <>
                    {name} {paper.required && <small className="wf-muted">({t('required')})</small>}
                    {paper.copies > 1 && (
                      <small className="wf-muted"> {t('copiesWanted', { count: paper.copies })}</small>
                    )}
                  </>
                }
                checked={given !== undefined}
                onChange={(event) => tick(paper, event.currentTarget.checked)}
              />
              {given !== undefined && (
                <div className="paper-how">
                  <NativeSelect
                    aria-label={t('paperForm', { paper: name })}
                    value={given.form}
                    data={paperForms.map((one) => ({ value: one, label: t(one) }))}
                    onChange={(event) => change(paper.code, { form: event.currentTarget.value as PaperForm })}
                  />
                  <NumberInput
                    aria-label={t('paperCount', { paper: name })}
                    value={given.count}
                    min={1}
                    max={countMax}
                    allowDecimal={false}
                    onChange={(count) => change(paper.code, { count: Number(count) })}
                  />
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
