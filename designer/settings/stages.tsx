/** The stages that citizens follow, in their order; moved by mouse or by buttons, opened one by one. */
import { useState } from 'react';
import type { Program } from '#engine/core/model/program.ts';
import type { Givees } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { NewEntry } from './new-entry.tsx';
import { addStage, laneOf, moveStage, type PackFile, type StageEntry, withoutStage, withStage } from './pack-file.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { StageCard } from './stage-card.tsx';
import { useWords } from './use-words.ts';
import { usesOfStage } from './uses.ts';

interface Props {
  readonly service: string;
  readonly pack: PackFile;
  readonly programs: readonly Program[];
  /** Stages of the city's list, which its clocks know. */
  readonly listed: Givees['stages'];
  readonly put: (pack: PackFile) => void;
}

export function Stages({ service, pack, programs, listed, put }: Props) {
  const t = useWords();
  const language = useLanguage();
  const [removing, setRemoving] = useState<StageEntry | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [told, setTold] = useState('');
  const move = (from: number, to: number) => {
    const next = moveStage(pack, from, to);
    if (next === pack) return;
    put(next);
    setTold(t('moved', { name: pack.stages[from]?.name[language] ?? '', n: to + 1, all: pack.stages.length }));
  };
  return (
    <section className="wf-card settings-part" aria-labelledby="stages">
      <h2 id="stages">{t('stages')}</h2>
      <p className="wf-muted">{t('stagesLead')}</p>
      <Lane pack={pack} />
      <ol className="settings-stages">
        {pack.stages.map((stage, index) => (
          <StageCard
            key={stage.code}
            service={service}
            pack={pack}
            stage={stage}
            index={index}
            uses={usesOfStage(programs, stage.code)}
            rule={listed.find(({ code }) => code === stage.code)}
            change={(change) => put(withStage(pack, stage.code, change))}
            move={(to) => move(index, to)}
            remove={() => setRemoving(stage)}
            onDrag={(begins) => setDragged(begins ? index : null)}
            onDropHere={() => dragged !== null && move(dragged, index)}
          />
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {told}
      </p>
      <NewEntry
        verb={t('addStage')}
        listed={listed.filter(({ code }) => pack.stages.every((stage) => stage.code !== code))}
        onAdd={(name, code) => put(addStage(pack, name, code))}
      />
      {removing !== null && (
        <RemoveDialog
          service={service}
          name={removing.name[language]}
          uses={usesOfStage(programs, removing.code)}
          named={pack.stages
            .filter(({ shownAs, after }) => shownAs === removing.code || after === removing.code)
            .map(({ name }) => name[language])}
          onClose={() => setRemoving(null)}
          onRemove={() => {
            put(withoutStage(pack, removing.code));
            setRemoving(null);
          }}
        />
      )}
    </section>
  );
}

/** The main way as a citizen sees it before anything has happened. */
function Lane({ pack }: { readonly pack: PackFile }) {
  const t = useWords();
  const language = useLanguage();
  return (
    <div className="settings-lane">
      <h3 id="lane">{t('citizensWay')}</h3>
      <ol aria-labelledby="lane">
        {laneOf(pack).map(({ code, name }) => (
          <li key={code}>{name[language]}</li>
        ))}
      </ol>
    </div>
  );
}
