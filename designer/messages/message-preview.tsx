/** A message as it arrives, with values of usual length: on the telephone, as an e-mail, and beside the page of the case. */
import { type ReactNode, useMemo, useState } from 'react';
import type { Language } from '#engine/runtime/application/common.ts';
import type { StageEntry } from '../settings/pack-file.ts';
import { useWords } from '../texts/use-words.ts';
import { useText } from '../use-text.ts';
import { exampleOf, type MessageEntry } from './message-file.ts';
import type { SendingStep } from './sending.ts';

interface Props {
  readonly entry: MessageEntry;
  readonly content: string;
  readonly side: Language;
  readonly sending: readonly SendingStep[];
  readonly stages: readonly StageEntry[];
}

export function MessagePreview(props: Props) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  return (
    <details className="message-preview" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('preview')}</summary>
      {open && <Arrived {...props} />}
    </details>
  );
}

function Arrived({ entry, content, side, sending, stages }: Props) {
  const t = useWords();
  const text = useText();
  const sms = useMemo(() => exampleOf(content, entry.code, side, 'sms'), [content, entry.code, side]);
  const mail = useMemo(() => exampleOf(content, entry.code, side, 'email'), [content, entry.code, side]);
  const reached = stages.filter(({ code }) => sending.some(({ stage }) => stage === code));
  return (
    <>
      {sms === null && mail === null && <p className="hint late">{text('smsNoExample')}</p>}
      {sms !== null && (
        <Shown title={t('previewSms')}>
          <p className="message-bubble" lang={side}>
            {sms.text}
          </p>
        </Shown>
      )}
      {mail !== null && (
        <>
          <Shown title={t('previewMail')}>
            <div className="message-mail" lang={side}>
              <p>
                <strong>{mail.subject}</strong>
              </p>
              <MailBody text={mail.text} />
            </div>
          </Shown>
          <Shown title={t('previewMailText')}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no pointer scrolls a long line from here */}
            <pre className="message-plain" lang={side} tabIndex={0}>
              {`${mail.subject}\n\n${mail.text}`}
            </pre>
          </Shown>
        </>
      )}
      {entry.audience !== 'unit' && (
        <Shown title={t('previewPage')}>
          {reached.length === 0 && <p>{t('pageSame')}</p>}
          {reached.map(({ code, name, text: says }) => (
            <p key={code} lang={side}>
              {t('pageStage', { stage: name[side], text: says[side] })}
            </p>
          ))}
        </Shown>
      )}
    </>
  );
}

function Shown({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <figure>
      <figcaption className="wf-muted">{title}</figcaption>
      {children}
    </figure>
  );
}

/** Paragraphs, lines and addresses as the HTML of the mail has them (`renderNotice`), with nothing of it run as HTML here. */
function MailBody({ text }: { readonly text: string }) {
  return text.split(/\n{2,}/).map((paragraph, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have nothing else to be known by
    <p key={index}>
      {paragraph.split('\n').map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nor have lines
        <span key={at}>
          {at > 0 && <br />}
          {line.split(/(https?:\/\/\S+)/).map((part) => (part.startsWith('http') ? <u key={part}>{part}</u> : part))}
        </span>
      ))}
    </p>
  ));
}

interface SmsLengthProps {
  readonly content: string;
  readonly code: string;
  readonly side: Language;
}

export function SmsLength({ content, code, side }: SmsLengthProps) {
  const t = useText();
  const example = useMemo(() => exampleOf(content, code, side, 'sms'), [content, code, side]);
  if (example === null || example.size === null) return <p className="hint late">{t('smsNoExample')}</p>;
  const { segments, units, encoding } = example.size;
  return (
    <p className="hint">
      <strong>{t('smsSize', { segments, units, encoding })}</strong>
    </p>
  );
}
