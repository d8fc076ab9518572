/** "Chạy thử": the draft run in the browser on the engine's core, with a clock of its own. */
import './try.css';
import { SegmentedControl } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { TryBook } from '#engine/runtime/application/services.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { checkKey, serviceKey, servicesKey } from '../queries.ts';
import { RunView } from './run-view.tsx';
import { Scenarios } from './scenarios.tsx';
import { type NoStage, type Stage, stageOf } from './stage.ts';
import { usePlayer } from './use-player.ts';
import { useSpeech } from './use-words.ts';

export function TryPage() {
  const { t } = useSpeech();
  const { service = '' } = useParams();
  const stage = useQuery({
    queryKey: ['trying', service],
    queryFn: async () => await stageOf(await api.get<TryBook>(`/services/${service}/draft/trying`)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <div className="page try-page">
      <Link to={`/${service}`}>
        ← {stage.data !== undefined && 'pack' in stage.data ? <Name of={stage.data} /> : service}
      </Link>
      <h1>{t('title')}</h1>
      <p className="wf-muted lead">{t('lead')}</p>
      <LoadState of={stage} />
      {stage.data !== undefined && 'problems' in stage.data && <Cannot why={stage.data} />}
      {stage.data !== undefined && 'pack' in stage.data && <Tries stage={stage.data} />}
    </div>
  );
}

function Name({ of }: { readonly of: Stage }) {
  const { language } = useSpeech();
  return <>{of.pack.name[language]}</>;
}

function Cannot({ why }: { readonly why: NoStage }) {
  const { t, language } = useSpeech();
  const { service = '' } = useParams();
  return (
    <section className="wf-notice">
      <p>{t('cannot')}</p>
      <ul>
        {why.problems.map(({ path, element, message }) => (
          <li key={`${path} ${element} ${message.vi}`}>
            {message[language]}{' '}
            {path.endsWith('.bpmn') && element !== null && (
              <Link to={`/${service}/process?${new URLSearchParams({ at: element })}`}>{t('goThere')}</Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type View = 'run' | 'scenarios';

/** What is saved here changes no process: the run goes on, only the list of scenarios is read again. */
function Tries({ stage }: { readonly stage: Stage }) {
  const { t } = useSpeech();
  const { service = '' } = useParams();
  const queries = useQueryClient();
  const [view, setView] = useState<View>('run');
  const player = usePlayer(stage);
  const again = async () => {
    await Promise.all(
      [['trying', service], serviceKey(service), checkKey(service), servicesKey].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  };
  const walk = (path: string, index: number) => {
    player.open(path, index);
    setView('run');
  };
  return (
    <>
      <SegmentedControl
        aria-label={t('view')}
        value={view}
        onChange={(value) => setView(value as View)}
        data={[
          { value: 'run', label: t('viewRun') },
          { value: 'scenarios', label: t('viewScenarios') },
        ]}
      />
      {view === 'run' ? (
        <RunView stage={stage} player={player} onKept={() => void again()} />
      ) : (
        <Scenarios stage={stage} onWalk={walk} onChanged={() => void again()} />
      )}
    </>
  );
}
