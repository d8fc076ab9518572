/** Who would get a task, in words; what cannot be said, and what would leave it lying, is said plainly. */
import { useSpeech } from './use-words.ts';
import type { Addressee } from './who.ts';

export function WhoWords({ to }: { readonly to: Addressee }) {
  const { t, language } = useSpeech();
  if (to.kind === 'reporter') return <>{t('forReporter')}</>;
  if (to.kind === 'person') return <>{t('forPerson', { name: to.person })}</>;
  if (to.kind === 'nobody') return <span className="error">{t('forNobody')}</span>;
  const { unit, role } = to;
  return (
    <>
      {role?.name[language] ?? t('anyRole')}, {unit?.name[language] ?? t('anyUnit')}
      {unit?.known === false && <span className="error block">{t('unitUnknown', { code: unit.code })}</span>}
      {role?.known === false && <span className="error block">{t('roleUnknown', { code: role.code })}</span>}
      {to.closed && <span className="error block">{t('unitClosed')}</span>}
      {to.holders === 0 && <span className="error block">{t('holdersNone')}</span>}
      {to.holders !== null && to.holders > 0 && (
        <span className="wf-muted block">{t('holders', { count: to.holders })}</span>
      )}
      {to.giving !== 'pool' && (
        <span className="wf-muted block">{t('givingBy', { how: t(`giving_${to.giving}`) })}</span>
      )}
    </>
  );
}
