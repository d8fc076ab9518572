/** What was said about one place, in turn: who, when, and the words. */
import { dateTime } from '#portal/kit/format.ts';
import { timeZone } from '../queries.ts';
import { useText } from '../use-text.ts';
import type { useReview } from './queries.ts';

type Thread = NonNullable<ReturnType<typeof useReview>['data']>['threads'][number];

export function RemarkLines({ remarks }: Pick<Thread, 'remarks'>) {
  const t = useText();
  return remarks.map(({ id, by, at, content }) => (
    <p key={id} className="remark">
      <span className="wf-muted">{t('saveBy', { name: by, at: dateTime(at, timeZone) })}</span>
      <br />
      {content}
    </p>
  ));
}
