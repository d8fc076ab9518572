/** One stage: what it is at a glance, its answers when it is opened, the steps that bring a case to it. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Givees } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useFaulty } from './faults.ts';
import type { PackFile, StageEntry } from './pack-file.ts';
import { StageFields } from './stage-fields.tsx';
import { useWords } from './use-words.ts';
import type { UsingStep } from './uses.ts';
import { UsingSteps } from './using-steps.tsx';

interface Props {
  readonly service: string;
  readonly pack: PackFile;
  readonly stage: StageEntry;
  readonly index: number;
  readonly uses: readonly UsingStep[];
  /** What the city's clocks do at it; undefined: nothing. */
  readonly rule: Givees['stages'][number] | undefined;
  readonly change: (change: Partial<StageEntry>) => void;
  readonly move: (to: number) => void;
  readonly remove: () => void;
  readonly onDrag: (begins: boolean) => void;
  readonly onDropHere: () => void;
}

export function StageCard(props: Props) {
  const { stage, onDropHere } = props;
  const t = useWords();
  const language = useLanguage();
  const faulty = useFaulty(`stages.${stage.code}`);
  const [open, setOpen] = useState(faulty);
  return (
    <li
      className="settings-stage"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onDropHere();
      }}
    >
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <strong>{stage.name[language] || stage.code}</strong> <Chips {...props} faulty={faulty} />
        </summary>
        {open && <Answers {...props} />}
      </details>
      <div className="settings-move">
        <span
          className="settings-handle"
          draggable
          title={t('dragOf', { name: stage.name[language] })}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            props.onDrag(true);
          }}
          onDragEnd={() => props.onDrag(false)}
          aria-hidden="true"
        >
          ⠿
        </span>
        <Movers {...props} />
      </div>
    </li>
  );
}

function Chips({ stage, rule, faulty }: Props & { readonly faulty: boolean }) {
  const t = useWords();
  return (
    <span className="totals">
      {faulty && <span className="wf-chip late">{t('incomplete')}</span>}
      {stage.visibility !== 'public' && <span className="wf-chip info">{t(stage.visibility)}</span>}
      {!stage.lane && <span className="wf-chip mute">{t('besideChip')}</span>}
      {stage.ends && <span className="wf-chip mute">{t('endsChip')}</span>}
      {rule?.pausesClock === true && <span className="wf-chip mute">{t('pausesChip')}</span>}
      {rule?.answers === true && !stage.ends && <span className="wf-chip mute">{t('answersChip')}</span>}
    </span>
  );
}

function Answers({ service, pack, stage, uses, rule, change }: Props) {
  const t = useWords();
  return (
    <div className="settings-answers">
      <StageFields pack={pack} stage={stage} change={change} />
      <p className="wf-muted">{t(rule?.pausesClock ? 'clockPauses' : rule?.answers ? 'clockAnswers' : 'clockRuns')}</p>
      <div className="settings-uses">
        <span className="wf-muted">{t(uses.length === 0 ? 'usedByNone' : 'usedBy')}</span>
        <UsingSteps service={service} steps={uses} />
      </div>
    </div>
  );
}

function Movers({ pack, stage, index, move, remove }: Props) {
  const t = useWords();
  const name = stage.name[useLanguage()] || stage.code;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        disabled={index === 0}
        aria-label={t('upOf', { name })}
        onClick={() => move(index - 1)}
      >
        {t('up')}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={index === pack.stages.length - 1}
        aria-label={t('downOf', { name })}
        onClick={() => move(index + 1)}
      >
        {t('down')}
      </Button>
      <Button size="xs" variant="default" aria-label={t('removeOf', { name })} onClick={remove}>
        {t('remove')}
      </Button>
    </>
  );
}
