/** Any two versions, or a version and the draft, compared; from an older one the way back to it. */
import './versions.css';
import { Select } from '@mantine/core';
import { Link, useNavigate, useParams } from 'react-router';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PageHead } from '../page-head.tsx';
import { useService } from '../queries.ts';
import { KeptRemarks } from '../review/kept-remarks.tsx';
import { useText } from '../use-text.ts';
import { Compared, stateName } from './compared.tsx';
import { RollBackButton } from './roll-back.tsx';

export function VersionsPage() {
  const { service = '', a = '', b = '' } = useParams();
  const detail = useService(service);
  const t = useText();
  if (detail.data === undefined) {
    return (
      <div className="page">
        <LoadState of={detail} />
      </div>
    );
  }
  const [from, to] = [Number(a), Number(b)];
  const states = statesOf(detail.data);
  if (!states.includes(from) || !states.includes(to)) {
    return (
      <div className="page">
        <p className="wf-notice">{t('diff_gone')}</p>
        <p>
          <Link to={`/${service}`}>{t('diff_toService')}</Link>
        </p>
      </div>
    );
  }
  return <Page detail={detail.data} from={from} to={to} />;
}

function Page({ detail, from, to }: { readonly detail: ServiceDetail; readonly from: number; readonly to: number }) {
  const t = useText();
  const language = useLanguage();
  const [a, b] = [stateName(from, t), stateName(to, t)];
  return (
    <div className="page">
      <p>
        <Link to={`/${detail.key}`}>← {detail.name[language]}</Link>
      </p>
      <PageHead title={t('diff_title', { a, b })} lead={t('diff_lead', { a, b })}>
        {to !== 0 && to !== detail.version && <RollBackButton key={to} detail={detail} version={to} />}
      </PageHead>
      <Picks detail={detail} from={from} to={to} />
      <Compared key={`${from} ${to}`} detail={detail} from={from} to={to} />
      {to > 0 && <KeptRemarks key={to} detail={detail} version={to} />}
    </div>
  );
}

function Picks({ detail, from, to }: { readonly detail: ServiceDetail; readonly from: number; readonly to: number }) {
  const t = useText();
  const go = useNavigate();
  const pick = (label: 'diff_pickBefore' | 'diff_pickAfter', value: number, next: (version: string) => string) => (
    <Select
      label={t(label)}
      allowDeselect={false}
      value={String(value)}
      data={statesOf(detail).map((version) => ({
        value: String(version),
        label:
          version === 0
            ? t('draft')
            : `${t('versionNumber', { version })}${version === detail.version ? ` (${t('inUse')})` : ''}`,
      }))}
      onChange={(version) => version !== null && go(`/${detail.key}/versions/${next(version)}`)}
    />
  );
  return (
    <div className="picks">
      {pick('diff_pickBefore', from, (version) => `${version}/${to}`)}
      {pick('diff_pickAfter', to, (version) => `${from}/${version}`)}
    </div>
  );
}

function statesOf({ versions, draft }: ServiceDetail): readonly number[] {
  const numbers = versions.map(({ version }) => version).toSorted((a, b) => b - a);
  return draft === null ? numbers : [0, ...numbers];
}
