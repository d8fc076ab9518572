/** The answers that make one stage: its words, who sees it, where it stands on the way. */
import { Checkbox, Radio, Select } from '@mantine/core';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useFault } from './faults.ts';
import { laneOf, needsAfter, type PackFile, type StageEntry, type Visibility, visibilities } from './pack-file.ts';
import { SaidPair } from './said-pair.tsx';
import { useWords } from './use-words.ts';

interface Props {
  readonly pack: PackFile;
  readonly stage: StageEntry;
  readonly change: (change: Partial<StageEntry>) => void;
}

export function StageFields({ pack, stage, change }: Props) {
  const t = useWords();
  const at = `stages.${stage.code}`;
  return (
    <>
      <SaidPair path={`${at}.name`} label={t('stageName')} value={stage.name} put={(name) => change({ name })} />
      <SaidPair path={`${at}.text`} label={t('stageText')} long value={stage.text} put={(text) => change({ text })} />
      <WhoSees pack={pack} stage={stage} change={change} />
      <WhereOnWay pack={pack} stage={stage} change={change} />
    </>
  );
}

function WhoSees({ pack, stage, change }: Props) {
  const t = useWords();
  const fault = useFault(`stages.${stage.code}.shownAs`);
  const shown = useOthers(
    pack.stages.filter(({ visibility }) => visibility === 'public'),
    stage,
  );
  return (
    <div className="settings-pair">
      <Select
        label={t('visibility')}
        allowDeselect={false}
        data={visibilities.map((value) => ({ value, label: t(value) }))}
        value={stage.visibility}
        onChange={(value) => change({ visibility: (value ?? 'public') as Visibility })}
      />
      {stage.visibility !== 'public' && (
        <Select
          required
          label={t('shownAs')}
          allowDeselect={false}
          error={fault}
          data={shown}
          value={shown.some(({ value }) => value === stage.shownAs) ? (stage.shownAs ?? null) : null}
          onChange={(shownAs) => change({ shownAs: shownAs ?? '' })}
        />
      )}
    </div>
  );
}

function WhereOnWay({ pack, stage, change }: Props) {
  const t = useWords();
  const fault = useFault(`stages.${stage.code}.after`);
  const lane = useOthers(laneOf(pack), stage);
  return (
    <>
      <Radio.Group
        label={t('place')}
        value={stage.lane ? 'lane' : 'beside'}
        onChange={(value) => change({ lane: value === 'lane' })}
      >
        <div className="settings-choices">
          <Radio value="lane" label={t('placeLane')} />
          <Radio value="beside" label={t('placeBeside')} />
        </div>
      </Radio.Group>
      {needsAfter(stage) && (
        <Select
          required
          label={t('after')}
          allowDeselect={false}
          error={fault}
          data={lane}
          value={lane.some(({ value }) => value === stage.after) ? (stage.after ?? null) : null}
          onChange={(after) => change({ after: after ?? '' })}
        />
      )}
      <Checkbox
        label={t('ends')}
        checked={stage.ends}
        onChange={(event) => change({ ends: event.currentTarget.checked })}
      />
    </>
  );
}

function useOthers(stages: readonly StageEntry[], stage: StageEntry) {
  const language = useLanguage();
  return stages
    .filter(({ code }) => code !== stage.code)
    .map(({ code, name }) => ({ value: code, label: name[language] || code }));
}
