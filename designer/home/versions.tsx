/** What has been published, by whom, why, and how many cases still run on it. */
import { Link } from 'react-router';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { count, dateTime } from '#portal/kit/format.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { timeZone } from '../queries.ts';
import { useText } from '../use-text.ts';
import { VersionWays } from '../versions/version-ways.tsx';

export function Versions({ detail }: { readonly detail: ServiceDetail }) {
  const t = useText();
  const language = useLanguage();
  return (
    <section className="wf-card versions" aria-labelledby="versions">
      <div className="card-head">
        <h2 id="versions">{t('versions')}</h2>
        <span className="wf-muted">{t('versionsLead')}</span>
      </div>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{t('version')}</th>
            <th scope="col">{t('columnAt')}</th>
            <th scope="col">{t('columnBy')}</th>
            <th scope="col">{t('columnNote')}</th>
            <th scope="col" className="num">
              {t('columnLive')}
            </th>
          </tr>
        </thead>
        <tbody>
          {detail.versions
            .toSorted((a, b) => b.version - a.version)
            .map((one) => (
              <tr key={one.version}>
                <th scope="row">
                  {t('versionNumber', { version: one.version })}{' '}
                  {one.version === detail.version && <span className="wf-chip ok">{t('inUse')}</span>}
                </th>
                <td data-label={t('columnAt')}>{dateTime(one.publishedAt, timeZone)}</td>
                <td data-label={t('columnBy')}>{one.publishedBy || t('firstInstall')}</td>
                <td data-label={t('columnNote')}>
                  {one.note || <span className="wf-muted">{t('noNote')}</span>}
                  <VersionWays detail={detail} version={one.version} />
                </td>
                <td data-label={t('columnLive')} className="num">
                  {count(one.liveCases, language)}
                  {one.liveCases > 0 && one.version !== detail.version && (
                    <>
                      {' '}
                      <Link to={`/operations/migrate?service=${detail.key}&version=${one.version}`}>
                        {t('moveCases')}
                      </Link>
                    </>
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}
