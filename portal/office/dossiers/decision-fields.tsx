import { Checkbox, Radio, Textarea, TextInput } from '@mantine/core';
import type { Paper } from '#engine/cases/dossiers/procedures.ts';
import type { IntakeDecision } from '#engine/runtime/application/dossiers.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useDossierWords } from './use-dossier-words.ts';

/** What is put in; fields of another outcome are left alone by the server. */
export interface Decision {
  readonly outcome: IntakeDecision['outcome'];
  readonly missing: readonly string[];
  readonly why: string;
  readonly reason: string;
  readonly basis: string;
}

export const noDecision: Decision = { outcome: 'accept', missing: [], why: '', reason: '', basis: '' };
const outcomes: readonly Decision['outcome'][] = ['accept', 'supplement', 'refuse'];

export function DecisionFields({
  papers,
  value,
  onChange,
}: {
  readonly papers: readonly Paper[];
  readonly value: Decision;
  readonly onChange: (value: Decision) => void;
}) {
  const t = useDossierWords();
  const language = useLanguage();
  const put = (part: Partial<Decision>) => onChange({ ...value, ...part });
  return (
    <section className="wf-card block">
      <h2>{t('decision')}</h2>
      <Radio.Group
        aria-label={t('decision')}
        value={value.outcome}
        onChange={(outcome) => put({ outcome: outcome as Decision['outcome'] })}
      >
        <div className="radios">
          {outcomes.map((one) => (
            <Radio key={one} value={one} label={t(one)} />
          ))}
        </div>
      </Radio.Group>
      {value.outcome === 'supplement' && (
        <>
          <Checkbox.Group label={t('missing')} value={[...value.missing]} onChange={(missing) => put({ missing })}>
            <div className="radios">
              {papers.map(({ code, name }) => (
                <Checkbox key={code} value={code} label={name[language]} />
              ))}
            </div>
          </Checkbox.Group>
          <Textarea
            label={t('why')}
            description={t('whyHint')}
            required
            autosize
            minRows={3}
            value={value.why}
            onChange={(event) => put({ why: event.currentTarget.value })}
          />
        </>
      )}
      {value.outcome === 'refuse' && (
        <Textarea
          label={t('reason')}
          required
          autosize
          minRows={3}
          value={value.reason}
          onChange={(event) => put({ reason: event.currentTarget.value })}
        />
      )}
      {value.outcome !== 'accept' && (
        <TextInput
          label={t('basis')}
          required
          value={value.basis}
          onChange={(event) => put({ basis: event.currentTarget.value })}
        />
      )}
    </section>
  );
}
