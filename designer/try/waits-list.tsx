/** What waits, for whom and until when, each with what can be done with it. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FormDefinition } from '#forms/definition.ts';
import { completeBy, completeWith, quickAnswers } from './answers.ts';
import { FormFill } from './form-fill.tsx';
import { type Move, move, type Tried } from './play.ts';
import { formOf, type Stage } from './stage.ts';
import type { Player } from './use-player.ts';
import { useSpeech } from './use-words.ts';
import { ValueRows } from './value-rows.tsx';
import { type Listens, listensIn, type WaitingJob, type WaitingTask, type Waits, waitsIn } from './waits.ts';
import { WhoWords } from './who-words.tsx';
import { instantWords } from './words.ts';

interface Props {
  readonly stage: Stage;
  readonly tried: Tried;
  readonly player: Player;
}

export function WaitsList({ stage, tried, player }: Props) {
  const { t, language } = useSpeech();
  const waits = waitsIn(stage, tried);
  const listens = listensIn(tried);
  const outside = listens.filter(({ kind }) => kind !== 'timer');
  const timers = listens.filter(({ kind }) => kind === 'timer');
  return (
    <>
      <section className="wf-card block" aria-labelledby="try-waits">
        <h2 id="try-waits">{t('waitsTitle')}</h2>
        {waits.length === 0 && <p className="wf-muted">{t('waitsNone')}</p>}
        <ul className="try-waits">
          {waits.map((one) => (
            <li key={`${tried.turns.length} ${one.element} ${one.nth}`}>
              <h3>{one.name[language]}</h3>
              <Wait one={one} stage={stage} tried={tried} make={player.make} />
            </li>
          ))}
        </ul>
      </section>
      {outside.length > 0 && (
        <section className="wf-card block" aria-labelledby="try-outside">
          <h2 id="try-outside">{t('outsideTitle')}</h2>
          <ul className="try-waits">
            {outside.map((one) => (
              <Outside key={`${tried.turns.length} ${one.element}`} one={one} make={player.make} />
            ))}
          </ul>
        </section>
      )}
      {timers.length > 0 && (
        <section className="wf-card block" aria-labelledby="try-timers">
          <h2 id="try-timers">{t('timersTitle')}</h2>
          <Timers stage={stage} timers={timers} />
        </section>
      )}
    </>
  );
}

interface WaitProps<W> {
  readonly one: W;
  readonly stage: Stage;
  readonly tried: Tried;
  readonly make: (move: Move) => void;
}

function Wait({ one, ...rest }: WaitProps<Waits>) {
  const { t, language } = useSpeech();
  const { element } = one;
  switch (one.kind) {
    case 'task':
      return <Task one={one} {...rest} />;
    case 'job':
      return <Job one={one} {...rest} />;
    case 'event':
      return <p className="wf-muted">{t('isEvent')}</p>;
    case 'stuck':
      return (
        <>
          <p className="error">
            {t('isStuck')}: {one.reason[language]}
          </p>
          <Button variant="default" onClick={() => rest.make(move({ kind: 'retry', element }))}>
            {t('retry')}
          </Button>
        </>
      );
  }
}

function Task({ one, stage, tried, make }: WaitProps<WaitingTask>) {
  const speech = useSpeech();
  const { t, language } = speech;
  const [filling, setFilling] = useState(false);
  const form = formOf(stage, one.form);
  const at = { element: one.element, nth: one.nth };
  return (
    <>
      <dl className="try-facts">
        <dt>{t('forWhom')}</dt>
        <dd>
          <WhoWords to={one.to} />
        </dd>
        <dt>{t('due')}</dt>
        <dd className="num">{one.dueAt === null ? t('dueNone') : instantWords(stage, one.dueAt, speech)}</dd>
        {form !== undefined && (
          <>
            <dt>{t('form')}</dt>
            <dd>{titleOf(form, language)}</dd>
          </>
        )}
      </dl>
      {filling && form !== undefined ? (
        <FormFill
          form={form}
          send={t('done')}
          judge={(answers) => completeBy(stage, at, form, answers, tried.world.now)}
          onMove={make}
          onCancel={() => setFilling(false)}
        />
      ) : (
        <div className="try-buttons">
          {form !== undefined && <Button onClick={() => setFilling(true)}>{t('fill')}</Button>}
          {quickAnswers(stage, form, language).map(({ words, answer }) => (
            <Button key={words} variant="default" onClick={() => make(completeWith(at, form, answer))}>
              {words === '' ? t('done') : t('doneWith', { answer: words })}
            </Button>
          ))}
          <Thrown one={one} make={make} />
        </div>
      )}
    </>
  );
}

function titleOf(form: FormDefinition, language: 'vi' | 'en'): string {
  const title = form.title ?? '';
  return language === 'en' ? (form.i18n?.['en']?.[title] ?? title) : title;
}

function Job({ one, make }: WaitProps<WaitingJob>) {
  const { t } = useSpeech();
  const [answering, setAnswering] = useState(false);
  const at = { element: one.element, nth: one.nth };
  return (
    <>
      <p className="wf-muted">
        {t('isJob')}: {one.type}
      </p>
      {answering ? (
        <ValueRows
          onSend={(variables) => make(move({ kind: 'complete', at, variables }))}
          onCancel={() => setAnswering(false)}
        />
      ) : (
        <div className="try-buttons">
          <Button onClick={() => make(move({ kind: 'complete', at, variables: {} }))}>{t('jobDone')}</Button>
          <Button variant="default" onClick={() => setAnswering(true)}>
            {t('jobAnswers')}
          </Button>
          <Button
            variant="default"
            onClick={() => make(move({ kind: 'fail', at, message: t('failedBy'), retries: 0 }))}
          >
            {t('jobFails')}
          </Button>
          <Thrown one={one} make={make} />
        </div>
      )}
    </>
  );
}

/** Errors and escalations that the model catches at this step. */
function Thrown({ one, make }: Pick<WaitProps<WaitingTask | WaitingJob>, 'one' | 'make'>) {
  const { t } = useSpeech();
  const at = { element: one.element, nth: one.nth };
  const { errors, escalations } = one.catches;
  return (
    <>
      {errors.map((code) => (
        <Button
          key={`e${code}`}
          variant="default"
          onClick={() => make(move({ kind: 'error', at, code, variables: {} }))}
        >
          {t('throwError', { code: code || t('anyCode') })}
        </Button>
      ))}
      {escalations.map((code) => (
        <Button
          key={`s${code}`}
          variant="default"
          onClick={() => make(move({ kind: 'escalation', at, code, variables: {} }))}
        >
          {t('throwEscalation', { code: code || t('anyCode') })}
        </Button>
      ))}
    </>
  );
}

function Outside({ one, make }: { readonly one: Listens; readonly make: (move: Move) => void }) {
  const { t, language } = useSpeech();
  const [answering, setAnswering] = useState(false);
  const { kind, called: name } = one;
  const comes = (variables: Parameters<typeof completeWith>[2]) =>
    make(
      kind === 'signal'
        ? move({ kind: 'signal', name, variables })
        : move({ kind: 'message', name, correlation: {}, variables }),
    );
  return (
    <li>
      <h3>{one.name[language]}</h3>
      {answering ? (
        <ValueRows onSend={comes} onCancel={() => setAnswering(false)} />
      ) : (
        <div className="try-buttons">
          <Button variant="default" onClick={() => comes({})}>
            {t(kind === 'signal' ? 'signalComes' : 'messageComes', { name })}
          </Button>
          <Button variant="default" onClick={() => setAnswering(true)}>
            {t('jobAnswers')}
          </Button>
        </div>
      )}
    </li>
  );
}

function Timers({ stage, timers }: { readonly stage: Stage; readonly timers: readonly Listens[] }) {
  const speech = useSpeech();
  return (
    <ul className="try-lines">
      {timers.map(({ element, name, dueAt }) => (
        <li key={`${element} ${dueAt}`}>
          {name[speech.language]}{' '}
          <span className="wf-muted num">{speech.t('timerAt', { at: instantWords(stage, dueAt ?? 0, speech) })}</span>
        </li>
      ))}
    </ul>
  );
}
