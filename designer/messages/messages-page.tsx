/** Messages to citizens and officials: Vietnamese and English side by side, with what an SMS will cost. */
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Language } from '#engine/runtime/application/common.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { EditorFrame } from '../draft/editor-frame.tsx';
import { useDraft } from '../draft/use-draft.ts';
import { type Opened, useOpened } from '../draft/use-opened.ts';
import { readPack, type StageEntry } from '../settings/pack-file.ts';
import { usePrograms } from '../settings/use-programs.ts';
import { useWords } from '../texts/use-words.ts';
import { useText } from '../use-text.ts';
import { MessageCard } from './message-card.tsx';
import { faultsOf, type MessageFile, type Part, readFile, withText, written } from './message-file.ts';
import { sendingSteps } from './sending.ts';

export function MessagesPage() {
  const t = useText();
  const { service = '' } = useParams();
  const [turn, setTurn] = useState(0);
  const opened = useOpened(service, 'messages', {
    turn,
    path: (detail) => detail.resources.find(({ kind }) => kind === 'messages')?.path,
    others: (detail) =>
      detail.resources.filter(({ kind, path }) => kind === 'process' || path === 'pack.json').map(({ path }) => path),
  });
  if (opened.data === undefined) return <LoadState of={opened} />;
  const file = opened.data === null ? undefined : readFile(opened.data.content);
  if (opened.data === null || file === undefined) return <p className="wf-notice">{t('messagesBroken')}</p>;
  return <Editor key={turn} opened={opened.data} start={file} onReload={() => setTurn(turn + 1)} />;
}

function Editor({
  opened,
  start,
  onReload,
}: {
  readonly opened: Opened;
  readonly start: MessageFile;
  readonly onReload: () => void;
}) {
  const t = useText();
  const draft = useDraft(opened);
  const language = useLanguage();
  const [file, setFile] = useState(start);
  const content = written(file);
  const words = useWords();
  const faults = useMemo(() => faultsOf(file), [file]);
  const missing = faults.filter(({ placeholder }) => placeholder === null).length;
  const programs = usePrograms(opened);
  const stages = useMemo(() => stagesIn(opened), [opened]);
  const change = (code: string, part: Part, side: Language, text: string): void => {
    const next = withText(file, code, { part, language: side, text });
    setFile(next);
    draft.change(written(next));
  };
  return (
    <EditorFrame opened={opened} title={t('messages')} draft={draft} onReload={onReload}>
      <div className="page">
        <p className="totals" role="status">
          {missing === 0 ? (
            <span className="wf-chip ok">{words('messagesComplete')}</span>
          ) : (
            <span className="wf-chip late">{words('messagesMissing', { count: missing })}</span>
          )}
          <Link to={`/${opened.detail.key}/texts`}>{words('allTexts')}</Link>
        </p>
        {faults.length > 0 && (
          <div className="wf-notice" role="status">
            <strong>{t('problemsCount', { count: faults.length })}</strong>
            <ul>
              {faults.map((fault) => (
                <li key={`${fault.code}${fault.part}${fault.language}${fault.placeholder}`}>
                  <a href={`#${fault.code}`}>{fault.name[language]}</a>,{' '}
                  {t(fault.language === 'vi' ? 'inVietnamese' : 'inEnglish')}, {partWords(fault.part, t)}:{' '}
                  {fault.placeholder === null ? t('textMissing') : t('placeholderUnknown', { name: fault.placeholder })}
                </li>
              ))}
            </ul>
          </div>
        )}
        {file.messages.map((entry) => (
          <MessageCard
            key={entry.code}
            service={opened.detail.key}
            entry={entry}
            content={content}
            sending={sendingSteps(programs, entry.code)}
            stages={stages}
            onChange={(part, side, text) => change(entry.code, part, side, text)}
          />
        ))}
      </div>
    </EditorFrame>
  );
}

function partWords(part: Part, t: ReturnType<typeof useText>): string {
  return { sms: 'SMS', subject: t('emailSubject'), text: t('emailText') }[part];
}

/** What the page that follows the case says at each stage. */
function stagesIn({ others }: Opened): readonly StageEntry[] {
  return readPack(others.find(({ path }) => path === 'pack.json')?.content ?? '')?.stages ?? [];
}
