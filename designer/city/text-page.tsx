/** The frame of a page over one text of the city: head with its history, the text as it stands, that it was saved. */
import { Button } from '@mantine/core';
import { Fragment, type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { PageHead } from '../page-head.tsx';
import { useWords } from './use-words.ts';

interface TextPageProps<View> {
  /** Left out where the text gives the page its name. */
  readonly title?: string;
  readonly lead?: string;
  /** Where the list is in which it stands. */
  readonly back?: ReactNode;
  /** Where its revisions stand. */
  readonly history?: string;
  /** A query as @tanstack/react-query gives it. */
  readonly of: { readonly isLoading: boolean; readonly error: unknown; readonly data: View | undefined };
  /** What is said after a save. */
  readonly saved?: string;
  /** The form over the text; it begins anew with every revision. */
  readonly children: (view: View, onSaved: () => void) => ReactNode;
}

export function TextPage<View extends { readonly revision: number }>(props: TextPageProps<View>) {
  const { title, lead, back, history, of, children } = props;
  const t = useWords();
  const [saved, setSaved] = useState(false);
  return (
    <>
      {back !== undefined && <p>{back}</p>}
      {title !== undefined && (
        <PageHead title={title} lead={lead}>
          {history !== undefined && (
            <div className="actions">
              <Button component={Link} to={history} variant="default">
                {t('history')}
              </Button>
            </div>
          )}
        </PageHead>
      )}
      <LoadState of={of} />
      {of.data !== undefined && <Fragment key={of.data.revision}>{children(of.data, () => setSaved(true))}</Fragment>}
      <p role="status">{saved ? (props.saved ?? t('saved')) : ''}</p>
    </>
  );
}
