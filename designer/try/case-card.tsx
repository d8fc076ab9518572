/** The case as it stands: what its citizen sees, and what the process knows of it. */
import { stageLane } from '#engine/cases/stages.ts';
import type { Json } from '#engine/core/values.ts';
import { variablesIn } from '#engine/core/verbs/variables.ts';
import { isVaultReference } from './personal.ts';
import { everySeen, type Tried } from './play.ts';
import type { Stage } from './stage.ts';
import { useSpeech } from './use-words.ts';
import { instantWords, type Speech } from './words.ts';

export function CaseCard({ stage, tried }: { readonly stage: Stage; readonly tried: Tried }) {
  const speech = useSpeech();
  const { t, language } = speech;
  const { dueAt, unit } = tried.facts;
  const root = tried.world.instances[0];
  const variables = root === undefined ? {} : variablesIn(root.state, root.state.root);
  return (
    <section className="wf-card block try-case" aria-labelledby="try-citizen">
      <h2 id="try-citizen">{t('citizenSees')}</h2>
      <Lane stage={stage} tried={tried} speech={speech} />
      <dl className="try-facts">
        <dt>{t('caseDue')}</dt>
        <dd className="num">{dueAt === null ? t('dueNone') : instantWords(stage, dueAt, speech)}</dd>
        <dt>{t('caseUnit')}</dt>
        <dd>{stage.city.city.units.get(unit)?.name[language] ?? '–'}</dd>
      </dl>
      <details>
        <summary>{t('facts')}</summary>
        <p className="wf-muted">{t('factsLead')}</p>
        <dl className="try-facts">
          {Object.entries(variables)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, value]) => (
              <Variable key={name} name={name} value={value} speech={speech} />
            ))}
        </dl>
      </details>
    </section>
  );
}

function Lane({ stage, tried, speech }: { readonly stage: Stage; readonly tried: Tried; readonly speech: Speech }) {
  const { t, language } = speech;
  const reached = everySeen(tried).flatMap(({ effects, at }) =>
    effects.flatMap((effect) => (effect.kind === 'stage' ? [{ stage: effect.stage, at }] : [])),
  );
  const lane = stageLane(stage.pack, reached, false);
  const words = { done: 'stageDone', current: 'stageCurrent', ahead: 'stageAhead' } as const;
  if (lane.length === 0) return <p className="wf-muted">{t('citizenNothing')}</p>;
  return (
    <ol className="try-lane">
      {lane.map(({ code, name, text, status, at }) => (
        <li key={`${code} ${at}`} className={status} aria-current={status === 'current' ? 'step' : undefined}>
          {name[language]} <span className="wf-muted">({t(words[status])})</span>
          {status === 'current' && <span className="wf-muted block">{text[language]}</span>}
        </li>
      ))}
    </ol>
  );
}

function Variable({ name, value, speech }: { readonly name: string; readonly value: Json; readonly speech: Speech }) {
  return (
    <>
      <dt>
        <code>{name}</code>
      </dt>
      <dd>{valueWords(value, speech)}</dd>
    </>
  );
}

function valueWords(value: Json, { t }: Speech): string {
  if (isVaultReference(value)) return t('personal');
  if (value === null) return t('empty');
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
