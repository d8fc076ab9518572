/** The tables of one DMN file: changed on a desk, read on a phone, tried and compared before anybody publishes them. */
import '../draft/panel.css';
import './decision.css';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useOpened } from '../draft/use-opened.ts';
import { useText } from '../use-text.ts';
import { TableDesk } from './table-desk.tsx';
import { readTables } from './tables.ts';
import { useVocabulary } from './use-vocabulary.ts';

/** Below it a table with three columns cannot be changed with a finger. */
const deskQuery = '(min-width: 720px)';

export function DecisionPage() {
  const t = useText();
  const language = useLanguage();
  const { service = '', decision = '' } = useParams();
  const [turn, setTurn] = useState(0);
  const wide = useMediaQuery(deskQuery, undefined, { getInitialValueInEffect: false });
  const path = `${decision}.dmn`;
  const opened = useOpened(service, path, {
    turn,
    path: (detail) => detail.resources.find((resource) => resource.path.endsWith(path))?.path,
    others: (detail) =>
      detail.resources.filter((one) => one.kind === 'decision' && !one.path.endsWith(path)).map((one) => one.path),
  });
  const words = useVocabulary();
  const read = useQuery({
    queryKey: ['tables', opened.data?.content],
    queryFn: () => readTables(opened.data?.content ?? ''),
    enabled: Boolean(opened.data),
  });
  if (opened.data === null) return <p className="wf-notice">{t('decisionNotFound')}</p>;
  if (words.data === undefined || opened.data === undefined || read.data === undefined) {
    return <LoadState of={{ isLoading: true, error: opened.error ?? words.error ?? read.error }} />;
  }
  // What is refused here is never shown to the library that draws tables.
  if (read.data.refused !== null) {
    return <p className="wf-notice">{t('decisionBroken', { reason: read.data.refused[language] })}</p>;
  }
  if (read.data.decisions.length === 0) return <p className="wf-notice">{t('decisionNone')}</p>;
  return (
    <TableDesk
      key={`${path} ${turn} ${wide}`}
      opened={opened.data}
      first={read.data.decisions}
      words={words.data}
      wide={wide ?? true}
      onReload={() => setTurn(turn + 1)}
    />
  );
}
