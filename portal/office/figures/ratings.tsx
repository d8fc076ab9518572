/** What reporters say of the results of a unit: sums of at least five, and the newest words of cases that one may see. */

import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ratingsShownFrom } from '#engine/cases/ratings.ts';
import type { RatingComment, RatingFigures, RatingsQuery } from '#engine/runtime/application/ratings.ts';
import { count, dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { useFigureWords } from '#portal/kit/react/figures/use-words.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ListTable } from '#portal/kit/react/list-table.tsx';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';

interface Asked {
  /** Days; whole months are shown. */
  readonly days: { readonly from: string; readonly to: string };
  readonly unit: string | null;
}

export function Ratings({ days, unit }: Asked) {
  const t = useFigureWords();
  const [by, setBy] = useState<RatingsQuery['by']>('month');
  const only = unit === null ? {} : { unit };
  const asked = { from: days.from.slice(0, 7), to: days.to.slice(0, 7), by, ...only };
  const figures = useQuery({
    queryKey: ['ratings', asked],
    queryFn: () => api.get<RatingFigures>(`/figures/ratings?${new URLSearchParams(asked)}`),
  });
  const words = useQuery({
    queryKey: ['rating-comments', unit],
    queryFn: () => api.get<readonly RatingComment[]>(`/figures/rating-comments?${new URLSearchParams(only)}`),
  });
  return (
    <section className="wf-card figures-card" aria-labelledby="ratings">
      <div className="figures-head">
        <h2 id="ratings">{t('ratings')}</h2>
        <SegmentedControl
          aria-label={t('showAs')}
          value={by}
          onChange={(value) => setBy(value as RatingsQuery['by'])}
          data={[
            { value: 'month', label: t('byMonth') },
            { value: 'category', label: t('byCategory') },
            { value: 'unit', label: t('byUnit') },
          ]}
        />
      </div>
      <LoadState of={figures} />
      {figures.data?.total === null && <p className="definition">{t('ratingsFew', { least: ratingsShownFrom })}</p>}
      {figures.data !== undefined && figures.data.total !== null && <Table figures={figures.data} by={by} />}
      <p className="definition wf-muted">{t('ratingsMeaning', { least: ratingsShownFrom })}</p>
      <Definition of={['ratings.sums', 'ratings.comments']} />
      {words.data !== undefined && words.data.length > 0 && <Words comments={words.data} />}
    </section>
  );
}

function Table({ figures, by }: { readonly figures: RatingFigures; readonly by: RatingsQuery['by'] }) {
  const t = useFigureWords();
  const language = useLanguage();
  const { lines, total, reasons } = figures;
  const rows = total === null ? [] : [...lines, { ...total, name: null, key: '' }];
  const nameOf = ({ key, name }: (typeof rows)[number]): string => {
    if (key === '') return t('ratingsTotal');
    return key === null ? t('ratingsOthers') : (name?.[language] ?? key);
  };
  const said = (of: Readonly<Record<string, number>>) =>
    reasons.flatMap(({ code, name }) => (of[code] === undefined ? [] : [`${name[language]}: ${of[code]}`])).join('; ');
  return (
    <ListTable
      rows={rows}
      keyOf={({ key }) => key ?? 'others'}
      columns={[
        { head: t(by === 'month' ? 'columnMonth' : by === 'unit' ? 'columnUnit' : 'columnCategory'), cell: nameOf },
        { head: t('columnRatings'), cell: ({ times }) => count(times, language), figures: true },
        { head: t('columnMean'), cell: ({ mean }) => mean.toLocaleString(language), figures: true },
        { head: t('columnUnsolved'), cell: ({ unsolved }) => count(unsolved, language), figures: true },
        { head: t('columnReasons'), cell: (line) => said(line.reasons) },
      ]}
    />
  );
}

function Words({ comments }: { readonly comments: readonly RatingComment[] }) {
  const t = useFigureWords();
  const language = useLanguage();
  return (
    <details className="definition">
      <summary>{t('ratingWords', { count: comments.length })}</summary>
      <ul>
        {comments.map(({ registerNumber, at, category, rating, solved, reasons, comment }) => (
          <li key={`${registerNumber} ${at}`}>
            <strong>
              {rating}/5{solved ? '' : ` · ${t('unsolved')}`}
            </strong>{' '}
            <span className="wf-muted">
              {registerNumber} · {category.name[language]} · {dateTime(at, timeZone)}
            </span>
            {reasons.length > 0 && <p>{reasons.map((reason) => reason[language]).join(', ')}</p>}
            {comment !== null && <p>{comment}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
}
