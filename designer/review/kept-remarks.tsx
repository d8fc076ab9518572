/** What was remarked on a draft stays with the version that it became. */
import type { ServiceDetail } from '#engine/runtime/application/services.ts';
import { useText } from '../use-text.ts';
import { usePlaces } from './places.ts';
import { useReview } from './queries.ts';
import { RemarkLines } from './remark-lines.tsx';
import { placeWords } from './remarks.tsx';

export function KeptRemarks({ detail, version }: { readonly detail: ServiceDetail; readonly version: number }) {
  const review = useReview(detail.key, version).data;
  if (review === undefined || review.threads.length === 0) return null;
  return <Threads detail={detail} version={version} threads={review.threads} />;
}

function Threads({
  detail,
  version,
  threads,
}: Parameters<typeof KeptRemarks>[0] & {
  readonly threads: NonNullable<ReturnType<typeof useReview>['data']>['threads'];
}) {
  const t = useText();
  const places = usePlaces(detail, version, 0);
  return (
    <section aria-labelledby="kept-remarks">
      <h2 id="kept-remarks">{t('remarks')}</h2>
      <ul className="threads">
        {threads.map((thread) => (
          <li key={thread.id}>
            <strong>{placeWords(places, thread, t('remarkGone'))}</strong>{' '}
            <span className="wf-chip mute">
              {thread.resolvedAt === null ? t('remarkOpen') : t('remarkResolvedBy', { name: thread.resolvedBy })}
            </span>
            <RemarkLines remarks={thread.remarks} />
          </li>
        ))}
      </ul>
    </section>
  );
}
