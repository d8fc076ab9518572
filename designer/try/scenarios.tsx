/** All scenarios of the service: played at once, with what fails in words, and what none of them goes through. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Coverage } from '#engine/scenarios/coverage.ts';
import { parseScenarios } from '#engine/scenarios/parse-scenarios.ts';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { type Mark, TokenDiagram } from '../operations/token-diagram.tsx';
import { type RunAll, type RunScenario, runAll } from './run-all.ts';
import { RemoveDialog, RenameDialog } from './scenario-dialogs.tsx';
import type { Stage } from './stage.ts';
import { useSpeech } from './use-words.ts';
import { differencesWords, elementWords, flowWords, moveWords, type Speech } from './words.ts';

interface Props {
  readonly stage: Stage;
  readonly onWalk: (path: string, index: number) => void;
  /** The draft was saved. */
  readonly onChanged: () => void;
}

export function Scenarios({ stage, onWalk, onChanged }: Props) {
  const { t } = useSpeech();
  // Played anew whenever the draft was read anew: they take a second.
  const all = useQuery({
    queryKey: ['scenarios', stage.pack.key, stage.book],
    queryFn: async () => await runAll(stage),
    gcTime: 0,
    staleTime: 0,
    structuralSharing: false,
    refetchOnWindowFocus: false,
  });
  return (
    <>
      <div className="service-head">
        <h2>{t('all')}</h2>
        <Button loading={all.isFetching} onClick={() => void all.refetch()}>
          {t('runAll')}
        </Button>
      </div>
      <LoadState of={all} />
      <p className="totals" role="status">
        {all.isFetching ? t('running') : all.data !== undefined && <Totals all={all.data} />}
      </p>
      {all.data?.scenarios.length === 0 && <EmptyState title={t('none')} />}
      {all.data !== undefined && all.data.scenarios.length > 0 && (
        <ScenarioTable stage={stage} all={all.data} onWalk={onWalk} onChanged={onChanged} />
      )}
      {all.data?.coverage != null && <CoverageCard stage={stage} coverage={all.data.coverage} />}
    </>
  );
}

function Totals({ all: { scenarios } }: { readonly all: RunAll }) {
  const { t } = useSpeech();
  const passed = scenarios.filter(({ result }) => result.failure === null).length;
  const words = t('passedOf', { passed, all: scenarios.length });
  return <span className={`wf-chip ${passed === scenarios.length ? 'ok' : 'late'}`}>{words}</span>;
}

interface Asked {
  readonly kind: 'rename' | 'remove';
  readonly one: RunScenario;
}

function ScenarioTable({ stage, all, onWalk, onChanged }: Props & { readonly all: RunAll }) {
  const speech = useSpeech();
  const { t } = speech;
  const [asked, setAsked] = useState<Asked | null>(null);
  const answered = {
    onClose: () => setAsked(null),
    onDone: () => {
      setAsked(null);
      onChanged();
    },
  };
  return (
    <section className="wf-card block" aria-label={t('all')}>
      <ul className="try-scenarios">
        {all.scenarios.map((one) => (
          <li key={`${one.path} ${one.index}`}>
            <div>
              <h3>{one.title[speech.language]}</h3>
              <p>
                {one.result.failure === null ? (
                  <span className="wf-chip ok">{t('passed')}</span>
                ) : (
                  <>
                    <span className="wf-chip late">{t('failed')}</span> {whyFailed(stage, one, speech)}
                  </>
                )}
              </p>
            </div>
            <div className="try-buttons">
              <Button
                variant="default"
                aria-label={`${t('walk')}: ${one.title[speech.language]}`}
                onClick={() => onWalk(one.path, one.index)}
              >
                {t('walk')}
              </Button>
              <Button
                variant="default"
                aria-label={`${t('rename')}: ${one.title[speech.language]}`}
                onClick={() => setAsked({ kind: 'rename', one })}
              >
                {t('rename')}
              </Button>
              <Button
                variant="default"
                aria-label={`${t('remove')}: ${one.title[speech.language]}`}
                onClick={() => setAsked({ kind: 'remove', one })}
              >
                {t('remove')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {asked?.kind === 'rename' && <RenameDialog stage={stage} one={asked.one} {...answered} />}
      {asked?.kind === 'remove' && <RemoveDialog stage={stage} one={asked.one} {...answered} />}
    </section>
  );
}

/** Which step, and what was expected and found there. */
function whyFailed(stage: Stage, { path, index, result: { failure } }: RunScenario, speech: Speech): string {
  if (failure === null) return '';
  const content = stage.book.files.find((file) => file.path === path)?.content ?? '';
  const parsed = parseScenarios(content);
  if (parsed.kind === 'failed') return speech.t('fault_unreadable', { why: failure.message });
  const steps = parsed.scenarios[index]?.steps ?? [];
  const at = steps.findIndex(({ line }) => line === failure.line);
  const step = steps[at];
  const { differences, message } = failure;
  const why = differences.length > 0 ? differencesWords(stage, differences, speech) : message;
  if (step === undefined) return why;
  const what = moveWords(stage, { move: { step, said: {} }, at: clockOf(step.action) ?? stage.book.now }, speech);
  return speech.t('failedAt', { n: at + 1, what, why });
}

function clockOf(action: { readonly kind: string; readonly clock?: object }): number | null {
  return action.clock !== undefined && 'to' in action.clock ? Number(action.clock.to) : null;
}

function CoverageCard({ stage, coverage }: { readonly stage: Stage; readonly coverage: Coverage }) {
  const speech = useSpeech();
  const { t } = speech;
  const { elements, flows } = coverage;
  const marks = useMemo(() => marksOf(stage, coverage), [stage, coverage]);
  const xml = stage.book.files.find(({ path }) => path === stage.scenario.model)?.content ?? '';
  const missing = elements.missing.length + flows.missing.length;
  const share = {
    elements: elements.touched,
    elementsAll: elements.total,
    flows: flows.touched,
    flowsAll: flows.total,
  };
  return (
    <section className="wf-card block" aria-labelledby="try-coverage">
      <h2 id="try-coverage">{t('coverage')}</h2>
      <p>{missing === 0 ? t('coverageAll') : t('coverageShare', share)}</p>
      <TokenDiagram xml={xml} label={t('coverage')} badges={noBadges} marks={marks} />
      <p className="try-legend">
        <span className="legend passed">{t('legendPassed')}</span>{' '}
        <span className="legend missed">{t('legendMissed')}</span>
      </p>
      {missing > 0 && (
        <>
          <h3>{t('coverageMissing')}</h3>
          <ul className="try-lines">
            {elements.missing.map((id) => (
              <li key={id}>{elementWords(stage, id, speech)}</li>
            ))}
            {flows.missing.map((id) => (
              <li key={id}>{flowWords(stage, id, speech)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const noBadges = [] as const;

function marksOf({ files }: Stage, { elements, flows }: Coverage): Readonly<Record<string, Mark>> {
  const missing = new Set([...elements.missing, ...flows.missing]);
  const every = [...Object.keys(files.main.nodes), ...Object.keys(files.main.flows)];
  return Object.fromEntries(every.map((id) => [id, missing.has(id) ? 'try-missed' : 'try-passed']));
}
