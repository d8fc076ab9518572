/** What the settings do not decide: whether a result becomes public stands in the process, the rest with the city. */
import { Link } from 'react-router';
import type { Program } from '#engine/core/model/program.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useMe } from '../queries.ts';
import type { PackFile } from './pack-file.ts';
import { useWords } from './use-words.ts';
import { publishingSteps } from './uses.ts';
import { UsingSteps } from './using-steps.tsx';

interface Props {
  readonly service: string;
  readonly pack: PackFile;
  readonly programs: readonly Program[];
}

export function Publication({ service, pack, programs }: Props) {
  const t = useWords();
  const language = useLanguage();
  const steps = publishingSteps(programs);
  const stages = pack.stages.filter(({ code }) => steps.some(({ stage }) => stage === code));
  return (
    <section className="wf-card settings-part" aria-labelledby="publication">
      <h2 id="publication">{t('publication')}</h2>
      <p>{t(steps.length === 0 ? 'publishesNot' : 'publishes')}</p>
      <UsingSteps service={service} steps={steps} />
      {stages.map(({ code, name }) => (
        <p key={code}>{t('publishesAt', { stage: name[language] })}</p>
      ))}
      <p className="wf-muted">{t(steps.length === 0 ? 'publishesHowTo' : 'publishesHow')}</p>
      <p>
        <Link to={`/${service}/process`}>{t('openProcess')}</Link>
      </p>
    </section>
  );
}

export function OfTheCity() {
  const t = useWords();
  const me = useMe().data;
  return (
    <section className="wf-card settings-part" aria-labelledby="elsewhere">
      <h2 id="elsewhere">{t('elsewhere')}</h2>
      <p>{t('numberRule')}</p>
      <p>
        {t('retentionRule')}{' '}
        {me?.configures.includes('retention') && <Link to="/city/retention">{t('openRetention')}</Link>}
      </p>
    </section>
  );
}
