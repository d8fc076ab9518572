/** The clock of the run, and how it is moved. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Instant } from '#engine/core/values.ts';
import { localText, wallClock } from './local-time.ts';
import type { Tried } from './play.ts';
import type { Stage } from './stage.ts';
import { afterAnHour, afterAWorkingDay, clockTo, nextHappening } from './time.ts';
import type { Player } from './use-player.ts';
import { useSpeech } from './use-words.ts';
import { instantWords } from './words.ts';

interface Props {
  readonly stage: Stage;
  readonly tried: Tried;
  readonly player: Player;
}

export function ClockBar({ stage, tried, player }: Props) {
  const speech = useSpeech();
  const { t } = speech;
  const next = nextHappening(stage, tried);
  const go = (to: Instant) => player.make(clockTo(to));
  return (
    <section className="wf-card block try-clock" aria-label={t('clock')}>
      <p className="try-now num">{instantWords(stage, tried.world.now, speech)}</p>
      <div className="try-buttons">
        {next === null ? (
          <span className="wf-muted">{t('nothingAhead')}</span>
        ) : (
          <Button onClick={() => go(next)}>{t('nextHappening', { at: instantWords(stage, next, speech) })}</Button>
        )}
        <Button variant="default" onClick={() => go(afterAnHour(tried))}>
          {t('plusHour')}
        </Button>
        <Button variant="default" onClick={() => go(afterAWorkingDay(stage, tried))}>
          {t('plusDay')}
        </Button>
      </div>
      <ToDate key={tried.world.now} stage={stage} now={tried.world.now} onGo={go} />
    </section>
  );
}

function ToDate({
  stage,
  now,
  onGo,
}: {
  readonly stage: Stage;
  readonly now: Instant;
  readonly onGo: (to: Instant) => void;
}) {
  const speech = useSpeech();
  const { t } = speech;
  const [text, setText] = useState(() => localText(stage, now));
  const [wrong, setWrong] = useState(false);
  return (
    <form
      className="try-to"
      onSubmit={(event) => {
        event.preventDefault();
        const to = wallClock(stage, text);
        setWrong(to === undefined || to < now);
        if (to !== undefined && to >= now) onGo(to);
      }}
    >
      <TextInput
        type="datetime-local"
        label={t('toDate')}
        value={text}
        error={wrong ? t('notBack', { at: instantWords(stage, now, speech) }) : undefined}
        onChange={(event) => setText(event.currentTarget.value.slice(0, 16))}
      />
      <Button type="submit" variant="default">
        {t('go')}
      </Button>
    </form>
  );
}
