/** The ways to begin a new service. Each of them makes a draft without errors. */
import './new.css';
import { Button, Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PageHead } from '../page-head.tsx';
import { useServices } from '../queries.ts';
import { PackCard } from './pack-card.tsx';
import { useGallery } from './use-gallery.ts';
import { useWords } from './use-words.ts';

export function StartPage() {
  const t = useWords();
  const gallery = useGallery();
  return (
    <div className="page">
      <PageHead title={t('startTitle')} lead={t('startLead')} />
      <h2 id="packs">{t('fromPack')}</h2>
      <LoadState of={gallery} />
      <ul className="new-ways" aria-labelledby="packs">
        {gallery.data?.map((pack) => (
          <PackCard key={pack.key} pack={pack} />
        ))}
      </ul>
      <div className="new-ways">
        <Way title={t('fromSteps')} hint={t('fromStepsHint')}>
          <Button component={Link} to="/new/steps">
            {t('stepsUse')}
          </Button>
        </Way>
        <Way title={t('fromBlank')} hint={t('fromBlankHint')}>
          <Button variant="default" component={Link} to="/new/blank">
            {t('blankUse')}
          </Button>
        </Way>
        <CopyWay />
        <section className="wf-card new-way">
          <h2>{t('fromImport')}</h2>
          <ul>
            <li>
              <Link to="/new/blank?then=import">{t('importBpmn')}</Link>
            </li>
            <li>
              <Link to="/import">{t('importDigit')}</Link>
            </li>
            <li>
              <Link to="/city/import">{t('importExcel')}</Link>
            </li>
          </ul>
        </section>
      </div>
    </div>
  );
}

interface WayProps {
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
}

function Way({ title, hint, children }: WayProps) {
  return (
    <section className="wf-card new-way">
      <h2>{title}</h2>
      <p className="wf-muted">{hint}</p>
      <div className="actions">{children}</div>
    </section>
  );
}

function CopyWay() {
  const t = useWords();
  const language = useLanguage();
  const services = useServices();
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <section className="wf-card new-way">
      <h2>{t('fromService')}</h2>
      <p className="wf-muted">{t('fromServiceHint')}</p>
      <Select
        label={t('serviceToCopy')}
        searchable
        data={(services.data ?? []).map(({ key, name }) => ({ value: key, label: name[language] }))}
        value={chosen}
        onChange={setChosen}
      />
      {chosen !== null && (
        <div className="actions">
          <Button variant="default" component={Link} to={`/new/copy?${new URLSearchParams({ service: chosen })}`}>
            {t('copyIt')}
          </Button>
        </div>
      )}
    </section>
  );
}
