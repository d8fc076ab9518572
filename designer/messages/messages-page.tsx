/** Messages to citizens and officials: Vietnamese and English side by side, with what an SMS will cost. */
import { Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { placeholders } from '#engine/cases/notices.ts';
import type { Language } from '#engine/runtime/application/common.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { EditorFrame } from '../draft/editor-frame.tsx';
import { useDraft } from '../draft/use-draft.ts';
import { type Opened, useOpened } from '../draft/use-opened.ts';
import { useText } from '../use-text.ts';
import {
  exampleOf,
  faultsOf,
  type MessageEntry,
  type MessageFile,
  type Part,
  readFile,
  textAt,
  withText,
  written,
} from './message-file.ts';

export function MessagesPage() {
  const t = useText();
  const { service = '' } = useParams();
  const [turn, setTurn] = useState(0);
  const opened = useOpened(service, 'messages', {
    turn,
    path: (detail) => detail.resources.find(({ kind }) => kind === 'messages')?.path,
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
  const faults = useMemo(() => faultsOf(file), [file]);
  const change = (code: string, part: Part, side: Language, text: string): void => {
    const next = withText(file, code, { part, language: side, text });
    setFile(next);
    draft.change(written(next));
  };
  return (
    <EditorFrame opened={opened} title={t('messages')} draft={draft} onReload={onReload}>
      <div className="page">
        <p className="wf-muted lead">
          {t('messagesLead')} <span className="wf-code">{placeholders.map((name) => `{${name}}`).join(' ')}</span>
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
          <Message
            key={entry.code}
            entry={entry}
            content={content}
            onChange={(part, side, text) => change(entry.code, part, side, text)}
          />
        ))}
      </div>
    </EditorFrame>
  );
}

function Message({
  entry,
  content,
  onChange,
}: {
  readonly entry: MessageEntry;
  readonly content: string;
  readonly onChange: (part: Part, language: Language, text: string) => void;
}) {
  const t = useText();
  const language = useLanguage();
  return (
    <section className="wf-card message" aria-labelledby={entry.code}>
      <div className="card-head">
        <h2 id={entry.code}>{entry.name[language]}</h2>
        <span className="wf-chip mute">{t(entry.audience === 'unit' ? 'toUnit' : 'toReporter')}</span>
        <span className="wf-code wf-muted">{entry.code}</span>
      </div>
      <div className="sides">
        {(['vi', 'en'] as const).map((side) => (
          <div key={side} className="side">
            <h3>{t(side === 'vi' ? 'inVietnamese' : 'inEnglish')}</h3>
            {entry.sms !== undefined && (
              <>
                <Textarea
                  label="SMS"
                  lang={side}
                  autosize
                  minRows={2}
                  value={textAt(entry, 'sms', side)}
                  onChange={(event) => onChange('sms', side, event.currentTarget.value)}
                />
                <SmsLength content={content} code={entry.code} side={side} />
              </>
            )}
            {entry.email !== undefined && (
              <>
                <TextInput
                  label={t('emailSubject')}
                  lang={side}
                  value={textAt(entry, 'subject', side)}
                  onChange={(event) => onChange('subject', side, event.currentTarget.value)}
                />
                <Textarea
                  label={t('emailText')}
                  lang={side}
                  autosize
                  minRows={3}
                  maxRows={12}
                  value={textAt(entry, 'text', side)}
                  onChange={(event) => onChange('text', side, event.currentTarget.value)}
                />
              </>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}

function partWords(part: Part, t: ReturnType<typeof useText>): string {
  return { sms: 'SMS', subject: t('emailSubject'), text: t('emailText') }[part];
}

function SmsLength({
  content,
  code,
  side,
}: {
  readonly content: string;
  readonly code: string;
  readonly side: Language;
}) {
  const t = useText();
  const example = useMemo(() => exampleOf(content, code, side), [content, code, side]);
  if (example === null || example.size === null) return <p className="hint late">{t('smsNoExample')}</p>;
  const { segments, units, encoding } = example.size;
  return (
    <p className="hint">
      <strong>{t('smsSize', { segments, units, encoding })}</strong> · {example.text}
    </p>
  );
}
