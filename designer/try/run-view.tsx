/** One run: its clock, the diagram, what waits, what has happened; every state is said in words, too. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { stateOf } from '#engine/scenarios/expectations.ts';
import { Begin } from './begin.tsx';
import { CaseCard } from './case-card.tsx';
import { ClockBar } from './clock-bar.tsx';
import { Drawing } from './drawing.tsx';
import { Happened } from './happened.tsx';
import { KeepDialog } from './keep-dialog.tsx';
import type { Tried } from './play.ts';
import type { Stage } from './stage.ts';
import type { Player, Script } from './use-player.ts';
import { useSpeech } from './use-words.ts';
import { waitsIn } from './waits.ts';
import { WaitsList } from './waits-list.tsx';
import { failureWords, instantWords, type Speech, stateWords } from './words.ts';

interface Props {
  readonly stage: Stage;
  readonly player: Player;
  readonly onKept: () => void;
}

export function RunView({ stage, player, onKept }: Props) {
  const speech = useSpeech();
  const { tried } = player;
  return (
    <>
      <p className="try-spoken" role="status">
        {tried === null ? '' : spoken(stage, tried, speech)}
      </p>
      <div className="try-run">
        <div className="try-left">
          <Drawing stage={stage} tried={tried} />
          {tried !== null && <CaseCard stage={stage} tried={tried} />}
        </div>
        <div className="try-right">
          {tried === null && <Begin stage={stage} player={player} />}
          {tried !== null && <Running stage={stage} tried={tried} player={player} onKept={onKept} />}
        </div>
      </div>
    </>
  );
}

function spoken(stage: Stage, tried: Tried, speech: Speech): string {
  const state = stateWords(stateOf(tried.world), speech);
  const at = instantWords(stage, tried.world.now, speech);
  const waits = waitsIn(stage, tried);
  if (waits.length === 0) return speech.t('spokenNothing', { state, at });
  const names = waits.map(({ name }) => name[speech.language]).join(', ');
  return speech.t('spoken', { state, at, count: waits.length, names });
}

function Running({ stage, tried, player, onKept }: Props & { readonly tried: Tried }) {
  const speech = useSpeech();
  const { t } = speech;
  const [keeping, setKeeping] = useState(false);
  return (
    <>
      {player.script !== null && <ScriptBar script={player.script} tried={tried} player={player} />}
      <div className="try-buttons">
        <Button variant="default" onClick={player.back}>
          {t('back')}
        </Button>
        <Button variant="default" onClick={player.restart}>
          {t('restart')}
        </Button>
        <Button variant="default" onClick={() => setKeeping(true)}>
          {t('keep')}
        </Button>
      </div>
      {player.refused !== null && (
        <p className="error" role="alert">
          {failureWords(stage, player.refused, speech)}
        </p>
      )}
      <ClockBar stage={stage} tried={tried} player={player} />
      <WaitsList stage={stage} tried={tried} player={player} />
      <Happened stage={stage} tried={tried} />
      {keeping && (
        <KeepDialog
          stage={stage}
          tried={tried}
          onClose={() => setKeeping(false)}
          onKept={() => {
            setKeeping(false);
            onKept();
          }}
        />
      )}
    </>
  );
}

interface ScriptProps {
  readonly script: Script;
  readonly tried: Tried;
  readonly player: Player;
}

function ScriptBar({ script, tried, player }: ScriptProps) {
  const { t, language } = useSpeech();
  const title = script.title[language];
  const [n, all] = [tried.turns.length, script.moves.length];
  return (
    <section className="wf-card block" aria-label={title}>
      <p>{t('script', { title, n, all })}</p>
      <div className="try-buttons">
        <Button disabled={n >= all} onClick={() => player.playScript(n + 1)}>
          {t('scriptNext')}
        </Button>
        <Button variant="default" disabled={n <= 1} onClick={() => player.playScript(n - 1)}>
          {t('scriptBack')}
        </Button>
        <Button variant="default" disabled={n >= all} onClick={() => player.playScript(all)}>
          {t('scriptEnd')}
        </Button>
        <Button variant="default" onClick={player.leaveScript}>
          {t('scriptLeave')}
        </Button>
      </div>
    </section>
  );
}
