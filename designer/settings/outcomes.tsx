/** How a case can end, each with what the citizen reads then. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Program } from '#engine/core/model/program.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { NewEntry } from './new-entry.tsx';
import { addOutcome, type OutcomeEntry, type PackFile, withOutcome, withoutOutcome } from './pack-file.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { SaidPair } from './said-pair.tsx';
import { useWords } from './use-words.ts';
import { usesOfOutcome } from './uses.ts';
import { UsingSteps } from './using-steps.tsx';

interface Props {
  readonly service: string;
  readonly pack: PackFile;
  readonly programs: readonly Program[];
  readonly put: (pack: PackFile) => void;
}

export function Outcomes({ service, pack, programs, put }: Props) {
  const t = useWords();
  const language = useLanguage();
  const [removing, setRemoving] = useState<OutcomeEntry | null>(null);
  return (
    <section className="wf-card settings-part" aria-labelledby="outcomes">
      <h2 id="outcomes">{t('outcomes')}</h2>
      <p className="wf-muted">{t('outcomesLead')}</p>
      {pack.outcomes.map((outcome) => {
        const uses = usesOfOutcome(programs, outcome.code);
        return (
          <fieldset key={outcome.code} className="settings-entry">
            <legend>{outcome.name[language]}</legend>
            <SaidPair
              path={`outcomes.${outcome.code}.name`}
              label={t('outcomeName')}
              value={outcome.name}
              put={(name) => put(withOutcome(pack, outcome.code, { name }))}
            />
            <SaidPair
              path={`outcomes.${outcome.code}.text`}
              label={t('outcomeText')}
              long
              value={outcome.text}
              put={(text) => put(withOutcome(pack, outcome.code, { text }))}
            />
            <div className="settings-uses">
              <span className="wf-muted">{t(uses.length === 0 ? 'outcomeUsedByNone' : 'outcomeUsedBy')}</span>
              <UsingSteps service={service} steps={uses} />
            </div>
            <div className="actions">
              <Button
                size="xs"
                variant="default"
                aria-label={t('removeOf', { name: outcome.name[language] })}
                onClick={() => setRemoving(outcome)}
              >
                {t('remove')}
              </Button>
            </div>
          </fieldset>
        );
      })}
      <NewEntry verb={t('addOutcome')} onAdd={(name) => put(addOutcome(pack, name))} />
      {removing !== null && (
        <RemoveDialog
          service={service}
          name={removing.name[language]}
          uses={usesOfOutcome(programs, removing.code)}
          onClose={() => setRemoving(null)}
          onRemove={() => {
            put(withoutOutcome(pack, removing.code));
            setRemoving(null);
          }}
        />
      )}
    </section>
  );
}
