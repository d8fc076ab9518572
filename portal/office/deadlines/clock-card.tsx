/** One clock: its promise, its rule, what moved it, who was warned, and its account. */
import type { ClockDetail, ClockEventView } from '#engine/runtime/application/deadlines.ts';
import { dateTime, durationWords, promise } from '#portal/kit/format.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ClockChip, type Fact, FactList } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { exact } from './exact.ts';
import { LedgerTable } from './ledger-table.tsx';
import { useWords } from './use-words.ts';

export function ClockCard({ clock }: { readonly clock: ClockDetail }) {
  const t = useWords();
  const language = useLanguage();
  const title = clock.name === 'step' ? t('step', { step: clock.step?.[language] ?? '' }) : t(clock.name);
  return (
    <section className="wf-card block clock-card" aria-label={title}>
      <div className="clock-card-head">
        <h2>{title}</h2>
        <ClockChip clock={clock.standing} />
      </div>
      <Facts clock={clock} />
      {clock.name === 'case' && <Story clock={clock} />}
      <Warnings clock={clock} />
      <details open={clock.name === 'case'}>
        <summary>{t('ledger')}</summary>
        <LedgerTable ledger={clock.ledger} />
      </details>
    </section>
  );
}

function Facts({ clock }: { readonly clock: ClockDetail }) {
  const t = useWords();
  const language = useLanguage();
  const { rule, ledger, owner } = clock;
  const at = (instant: number | null) => (instant === null ? '–' : promise(instant, language, timeZone));
  const counting = rule.dayCount === 'exclude_first_day' ? t('ruleFirstDay') : t('ruleElapsed');
  const calendar = rule.calendar?.name[language] ?? t('wallClock');
  const how =
    rule.duration === ''
      ? t('fixedDate')
      : t('ruleText', { duration: durationWords(rule.duration, language), calendar });
  const facts: readonly (Fact | false)[] = [
    [t('started'), dateTime(clock.startedAt, timeZone)],
    [t('firstDue'), at(clock.firstDueAt)],
    clock.dueAt !== clock.firstDueAt && [t('due'), at(clock.dueAt)],
    clock.endedAt !== null && [t('ended'), dateTime(clock.endedAt, timeZone)],
    [t('allowed'), exact(ledger.allowedMs)],
    [t('counted'), exact(ledger.countedMs)],
    [t('notCounted'), exact(ledger.notCountedMs)],
    [ledger.leftMs < 0 ? t('over') : t('left'), exact(Math.abs(ledger.leftMs))],
    [t('rule'), `${how}, ${counting}`],
    rule.sla !== null && [t('sla'), rule.sla.name[language]],
    clock.name === 'case' && [t('basis'), rule.basis?.[language] ?? '–'],
    [t('revision'), rule.revision],
    owner !== null && [t('owner'), [owner.name, owner.unit?.name[language]].filter(Boolean).join(', ')],
  ];
  return <FactList className="facts clock-facts" facts={facts} />;
}

function Story({ clock }: { readonly clock: ClockDetail }) {
  const t = useWords();
  if (clock.story.length === 0) return <p className="wf-muted">{t('nothingMoved')}</p>;
  return (
    <>
      <h3>{t('story')}</h3>
      <ol className="story">
        {clock.story.map((event) => (
          <Moved key={`${event.at}-${event.kind}`} event={event} />
        ))}
      </ol>
    </>
  );
}

function Moved({ event }: { readonly event: ClockEventView }) {
  const t = useWords();
  const language = useLanguage();
  const { dueBefore, dueAfter, reason } = event;
  const moved = dueBefore !== null && dueAfter !== null && dueBefore !== dueAfter;
  const at = (instant: number) => dateTime(instant, timeZone);
  return (
    <li>
      <strong>{reason === null ? t(event.kind) : t('named', { kind: t(event.kind), name: reason[language] })}</strong>
      <span className="wf-muted">{[at(event.at), event.by ?? t('bySystem')].join(' · ')}</span>
      {moved && <p>{t('fromTo', { before: at(dueBefore), after: at(dueAfter) })}</p>}
      {event.basis !== null && <p className="wf-muted">{event.basis[language]}</p>}
      {event.evidence !== '' && <p>{t('evidence', { evidence: event.evidence })}</p>}
      {event.fileUrl !== null && (
        <p>
          <a href={event.fileUrl} target="_blank" rel="noreferrer">
            {t('evidenceFile')}
          </a>
        </p>
      )}
      {event.note !== '' && <p>{event.note}</p>}
    </li>
  );
}

function Warnings({ clock }: { readonly clock: ClockDetail }) {
  const t = useWords();
  const language = useLanguage();
  if (clock.warnings.length === 0) return null;
  return (
    <>
      <h3>{t('warnings')}</h3>
      <ul className="plain">
        {clock.warnings.map(({ at, percent, owner, unit }) => {
          const who = [owner ?? t('nobody'), unit?.name[language]].filter(Boolean).join(', ');
          return (
            <li key={at + percent}>
              {t(percent === 0 ? 'rested' : 'warned', { percent, at: dateTime(at, timeZone), who })}
            </li>
          );
        })}
      </ul>
    </>
  );
}
