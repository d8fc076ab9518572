/** Every service the reader may design: what is in use, how many cases run on it, whether a draft is open. */
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { ServiceSummary } from '#engine/runtime/application/services.ts';
import { count, dateTime } from '#portal/kit/format.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { PageHead } from '../page-head.tsx';
import { timeZone, useServices } from '../queries.ts';
import { WaitingReviews } from '../review/waiting-reviews.tsx';
import { useText } from '../use-text.ts';

export function ServicesPage() {
  const t = useText();
  const services = useServices();
  return (
    <div className="page">
      <PageHead title={t('services')} lead={t('servicesLead')}>
        <div className="actions">
          <Button variant="default" component={Link} to="/import">
            {t('tableImport')}
          </Button>
          <Button component={Link} to="/new">
            {t('newService')}
          </Button>
        </div>
      </PageHead>
      <WaitingReviews />
      <Definition of="services.running" />
      <LoadState of={services} />
      {services.data?.length === 0 && (
        <EmptyState title={t('servicesNone')}>
          <p>{t('servicesNoneHint')}</p>
        </EmptyState>
      )}
      {services.data !== undefined && services.data.length > 0 && <Table services={services.data} />}
    </div>
  );
}

function Table({ services }: { readonly services: readonly ServiceSummary[] }) {
  const t = useText();
  const language = useLanguage();
  return (
    <div className="wf-card">
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{t('columnService')}</th>
            <th scope="col">{t('columnVersion')}</th>
            <th scope="col" className="num">
              {t('columnLive')}
            </th>
            <th scope="col">{t('columnDraft')}</th>
          </tr>
        </thead>
        <tbody>
          {services.map((service) => (
            <tr key={service.key}>
              <th scope="row">
                <Link to={`/${service.key}`}>{service.name[language]}</Link>
              </th>
              <td data-label={t('columnVersion')}>
                {service.publishedAt === null ? (
                  t('notPublished')
                ) : (
                  <>
                    {t('versionNumber', { version: service.version })}
                    <span className="wf-muted">
                      {' '}
                      · {t('publishedOn', { at: dateTime(service.publishedAt, timeZone) })}
                    </span>
                  </>
                )}
              </td>
              <td data-label={t('columnLive')} className="num">
                {count(service.liveCases, language)}
              </td>
              <td data-label={t('columnDraft')}>
                {service.hasDraft ? (
                  <span className="wf-chip info">{t('draftOpen')}</span>
                ) : (
                  <span className="wf-muted">{t('draftNone')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
