/** The diagram as a file: of the draft, or of the version in use where there is none. */
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { download } from '#portal/kit/react/download.ts';
import { useResource } from '../queries.ts';
import { useText } from '../use-text.ts';

export function ProcessFile({ detail }: { readonly detail: ServiceDetail }) {
  const t = useText();
  const path = detail.resources.find(({ kind }) => kind === 'process')?.path;
  const content = useResource(detail.key, detail.draft === null ? detail.version : 0, path).data?.content;
  if (path === undefined || content === undefined) return null;
  return (
    <button type="button" className="as-link" onClick={() => download(path, content)}>
      {t('download')}
    </button>
  );
}
