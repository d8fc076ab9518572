/** One message in both languages, the steps that send it, and what it looks like where it arrives. */

import type { Language } from '#engine/runtime/application/common.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { StageEntry } from '../settings/pack-file.ts';
import { UsingSteps } from '../settings/using-steps.tsx';
import { useWords } from '../texts/use-words.ts';
import { useText } from '../use-text.ts';
import { type MessageEntry, type Part, textAt } from './message-file.ts';
import { MessagePreview, SmsLength } from './message-preview.tsx';
import { type SendingStep, valuesIn } from './sending.ts';
import { TemplateField } from './template-field.tsx';

interface Props {
  readonly service: string;
  readonly entry: MessageEntry;
  readonly content: string;
  readonly sending: readonly SendingStep[];
  readonly stages: readonly StageEntry[];
  readonly onChange: (part: Part, language: Language, text: string) => void;
}

export function MessageCard(props: Props) {
  const { entry, sending, service } = props;
  const t = useText();
  const words = useWords();
  const language = useLanguage();
  return (
    <section className="wf-card message" aria-labelledby={entry.code}>
      <div className="card-head">
        <h2 id={entry.code}>{entry.name[language]}</h2>
        <span className="wf-chip mute">{t(entry.audience === 'unit' ? 'toUnit' : 'toReporter')}</span>
      </div>
      <div className="message-sent">
        <span className="wf-muted">{words(sending.length === 0 ? 'sentByNone' : 'sentBy')}</span>
        <UsingSteps service={service} steps={sending} />
      </div>
      <div className="sides">
        {(['vi', 'en'] as const).map((side) => (
          <Side key={side} {...props} side={side} />
        ))}
      </div>
    </section>
  );
}

function Side({ entry, content, sending, stages, side, onChange }: Props & { readonly side: Language }) {
  const t = useText();
  const names = valuesIn(sending);
  const field = (part: Part, label: string, rows: number) => (
    <TemplateField
      label={label}
      side={side}
      value={textAt(entry, part, side)}
      names={names}
      rows={rows}
      put={(text) => onChange(part, side, text)}
    />
  );
  return (
    <div className="side">
      <h3>{t(side === 'vi' ? 'inVietnamese' : 'inEnglish')}</h3>
      {entry.sms !== undefined && (
        <>
          {field('sms', 'SMS', 2)}
          <SmsLength content={content} code={entry.code} side={side} />
        </>
      )}
      {entry.email !== undefined && field('subject', t('emailSubject'), 1)}
      {entry.email !== undefined && field('text', t('emailText'), 3)}
      <MessagePreview entry={entry} content={content} side={side} sending={sending} stages={stages} />
    </div>
  );
}
