/** From a version in the list: what it changed, and the way back to it. */
import { Link } from 'react-router';
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { useText } from '../use-text.ts';

export function VersionWays({ detail, version }: { readonly detail: ServiceDetail; readonly version: number }) {
  const t = useText();
  const before = detail.versions
    .map((one) => one.version)
    .filter((one) => one < version)
    .toSorted((a, b) => b - a)[0];
  return (
    <p className="version-ways">
      {before !== undefined && <Link to={`/${detail.key}/versions/${before}/${version}`}>{t('diff_compare')}</Link>}
      {version !== detail.version && (
        <Link to={`/${detail.key}/versions/${detail.version}/${version}`}>{t('rollBack')}</Link>
      )}
    </p>
  );
}
