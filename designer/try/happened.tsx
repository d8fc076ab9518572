/** What each move has brought, the newest first: tasks, timers, reminders, messages with their words. */
import type { Localised } from '#engine/cases/text/localised.ts';
import { dateTime } from '#portal/kit/format.ts';
import { type Happening, happeningsIn } from './happenings.ts';
import type { MessageText, SentMessage } from './messages.ts';
import type { Tried, Turn } from './play.ts';
import type { Stage } from './stage.ts';
import { useSpeech } from './use-words.ts';
import { failureWords, moveWords, type Speech } from './words.ts';

export function Happened({ stage, tried }: { readonly stage: Stage; readonly tried: Tried }) {
  const { t } = useSpeech();
  const turns = tried.turns.map((turn, index) => ({ turn, number: index + 1 })).toReversed();
  return (
    <section className="wf-card block" aria-labelledby="try-happened">
      <h2 id="try-happened">{t('happenedTitle')}</h2>
      <ol className="try-turns" reversed>
        {turns.map(({ turn, number }) => (
          <OneTurn key={number} stage={stage} tried={tried} turn={turn} number={number} />
        ))}
      </ol>
    </section>
  );
}

interface TurnProps {
  readonly stage: Stage;
  readonly tried: Tried;
  readonly turn: Turn;
  readonly number: number;
}

function OneTurn({ stage, tried, turn, number }: TurnProps) {
  const speech = useSpeech();
  const { t } = speech;
  const happenings = happeningsIn(stage, tried, turn);
  const isExpectation = turn.move.step.action.kind === 'expect';
  return (
    <li>
      <h3>{t('moveNumber', { n: number, what: moveWords(stage, turn, speech) })}</h3>
      {turn.failure !== null && <p className="error">{failureWords(stage, turn.failure, speech)}</p>}
      {turn.failure === null && isExpectation && <p className="wf-chip ok">{t('scriptAsExpected')}</p>}
      {happenings.length === 0 && !isExpectation && turn.failure === null && (
        <p className="wf-muted">{t('happenedNone')}</p>
      )}
      <ul className="try-lines">
        {happenings.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what has happened neither moves nor changes
          <li key={index}>
            <span className="wf-muted num">{dateTime(one.at, stage.city.surroundings.timeZone)}</span>{' '}
            <Line one={one} speech={speech} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Line({ one, speech }: { readonly one: Happening; readonly speech: Speech }) {
  const { t, language } = speech;
  const say = (text: Localised | null): string => text?.[language] ?? '';
  switch (one.kind) {
    case 'message':
      return <Message message={one.message} speech={speech} />;
    case 'warning': {
      const { percent, clock, to } = one.warning;
      const params = { percent, name: say(one.name), to: t(`to_${to}`) };
      return <strong>{t(percent >= 100 ? `late_${clock}` : `warn_${clock}`, params)}</strong>;
    }
    case 'stuck':
      return <span className="error">{t('hap_stuck', { name: say(one.name), reason: say(one.reason) })}</span>;
    case 'thrown':
      return <>{t('hap_thrown', { name: one.called })}</>;
    case 'ended':
      return <strong>{t(`hap_${one.state}`, { code: one.error })}</strong>;
    default:
      return <>{t(`hap_${one.kind}`, { name: say(one.name) })}</>;
  }
}

function Message({ message, speech }: { readonly message: SentMessage; readonly speech: Speech }) {
  const { t, language } = speech;
  const to = message.to.kind === 'reporter' ? t('to_reporter') : message.to.name[language];
  const missing = [...new Set(message.texts.flatMap((text) => text.missing))];
  return (
    <>
      {t('messageTo', { name: message.name[language], to })}
      {missing.length > 0 && <span className="error block">{t('notSent', { names: missing.join(', ') })}</span>}
      <details>
        <summary>{t('showWords')}</summary>
        <dl className="try-texts">
          {message.texts.map((text) => (
            <Words key={`${text.channel} ${text.language}`} text={text} speech={speech} />
          ))}
        </dl>
      </details>
    </>
  );
}

function Words({ text, speech: { t } }: { readonly text: MessageText; readonly speech: Speech }) {
  return (
    <>
      <dt>
        {t(text.channel)}, {t(text.language === 'vi' ? 'inVi' : 'inEn')}
      </dt>
      <dd lang={text.language}>
        {text.subject !== null && <strong>{text.subject}</strong>}
        <p className="try-text">{text.missing.length > 0 ? '–' : text.text}</p>
      </dd>
    </>
  );
}
