/** What may be done with a case's clocks: pause, go on, ask for more time, decide on it. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import type { CaseDeadlines, ReasonView } from '#engine/runtime/application/deadlines.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { DeadlineTextKey } from '#portal/kit/texts/deadlines.ts';
import { DialogButton } from '../dialog/dialog-button.tsx';
import { DialogForm } from '../dialog/dialog-form.tsx';
import { ReasonField } from '../dialog/reason-field.tsx';
import { useDeed } from './queries.ts';
import { useWords } from './use-words.ts';

const evidenceCharactersMax = 2_000;

export function Deeds({ view }: { readonly view: CaseDeadlines }) {
  const t = useWords();
  const { may } = view;
  return (
    <div className="work-actions no-print">
      {may.ask && (
        <DialogButton label={t('doAsk')} title={t('askTitle')} wide>
          {(close) => <AskForm view={view} onDone={close} />}
        </DialogButton>
      )}
      {may.pause && (
        <DialogButton label={t('doPause')} title={t('pauseTitle')} wide>
          {(close) => <PauseForm view={view} onDone={close} />}
        </DialogButton>
      )}
      {may.resume && (
        <DialogButton label={t('doResume')} title={t('resumeTitle')} wide>
          {(close) => <ResumeForm view={view} onDone={close} />}
        </DialogButton>
      )}
    </div>
  );
}

interface FormProps {
  readonly view: CaseDeadlines;
  readonly onDone: () => void;
}

function AskForm({ view, onDone }: FormProps) {
  const t = useWords();
  const [reason, setReason] = useState(view.extensionReasons[0]?.code ?? '');
  const [until, setUntil] = useState('');
  const [note, setNote] = useState('');
  const deed = useSaved(view.caseId, `/cases/${view.caseId}/deadlines/extensions`, onDone);
  return (
    <Form lead="askLead" deed={deed} body={() => ({ reason, until, note })} onClose={onDone}>
      <Reason reasons={view.extensionReasons} value={reason} onChange={setReason} />
      <Day label={t('newDay')} hint={t('newDayHint')} value={until} onChange={setUntil} />
      <ReasonField label={t('askNote')} required value={note} onChange={setNote} />
    </Form>
  );
}

function PauseForm({ view, onDone }: FormProps) {
  const t = useWords();
  const [reason, setReason] = useState(view.pauseReasons[0]?.code ?? '');
  const [until, setUntil] = useState('');
  const [evidence, setEvidence] = useState('');
  const [fileId, setFile] = useState('');
  const [note, setNote] = useState('');
  const deed = useSaved(view.caseId, `/cases/${view.caseId}/deadlines/pause`, onDone);
  const body = () => ({ reason, until, evidence, fileId: fileId === '' ? null : fileId, note });
  return (
    <Form lead="pauseLead" deed={deed} body={body} onClose={onDone}>
      <Reason reasons={view.pauseReasons} value={reason} onChange={setReason} />
      <Day label={t('until')} value={until} onChange={setUntil} />
      <TextInput
        label={t('evidenceText')}
        maxLength={evidenceCharactersMax}
        value={evidence}
        onChange={(event) => setEvidence(event.currentTarget.value)}
      />
      {view.files.length > 0 && (
        <NativeSelect
          label={t('evidenceFiles')}
          value={fileId}
          onChange={(event) => setFile(event.currentTarget.value)}
          data={[
            { value: '', label: t('noFile') },
            ...view.files.map(({ id, kind }, index) => ({
              value: id,
              label: t(kind === 'report' ? 'fileReport' : 'fileEvidence', { n: index + 1 }),
            })),
          ]}
        />
      )}
      <ReasonField label={t('note')} value={note} onChange={setNote} />
    </Form>
  );
}

function ResumeForm({ view, onDone }: FormProps) {
  const t = useWords();
  const [note, setNote] = useState('');
  const deed = useSaved(view.caseId, `/cases/${view.caseId}/deadlines/resume`, onDone);
  return (
    <Form lead="resumeLead" deed={deed} body={() => ({ note })} onClose={onDone}>
      <ReasonField label={t('note')} value={note} onChange={setNote} />
    </Form>
  );
}

export function DecideForm({ caseId, id, onDone }: { caseId: string; id: string; onDone: () => void }) {
  const t = useWords();
  const [note, setNote] = useState('');
  const deed = useSaved(caseId, `/extensions/${id}/decision`, onDone);
  return (
    <form
      noValidate
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        deed.mutate({ grant: true, note });
      }}
    >
      <ReasonField label={t('apology')} required value={note} onChange={setNote} />
      {deed.error !== null && <ProblemNotice error={deed.error} labels={(path) => labelOf(path, t)} />}
      <div className="work-actions">
        <Button type="submit" loading={deed.isPending}>
          {t('grant')}
        </Button>
        <Button variant="default" loading={deed.isPending} onClick={() => deed.mutate({ grant: false, note })}>
          {t('refuse')}
        </Button>
      </div>
    </form>
  );
}

interface FormFrame {
  readonly lead: DeadlineTextKey;
  readonly deed: ReturnType<typeof useSaved>;
  readonly body: () => object;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function Form({ lead, deed, body, onClose, children }: FormFrame) {
  const t = useWords();
  return (
    <DialogForm
      action={t('send')}
      sent={deed}
      onSend={() => deed.mutate(body())}
      onCancel={onClose}
      labels={(path) => labelOf(path, t)}
    >
      <p>{t(lead)}</p>
      {children}
    </DialogForm>
  );
}

const fieldWords: Readonly<Record<string, DeadlineTextKey>> = {
  reason: 'reason',
  until: 'newDay',
  evidence: 'evidenceText',
  fileId: 'evidenceFiles',
  note: 'note',
};

function labelOf(path: string, t: ReturnType<typeof useWords>): string {
  return t(fieldWords[path] ?? 'note');
}

function useSaved(caseId: string, path: string, onDone: () => void) {
  const t = useWords();
  return useDeed(caseId, path, () => {
    notifications.show({ message: t('saved') });
    onDone();
  });
}

interface ReasonProps {
  readonly reasons: readonly ReasonView[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Reason({ reasons, value, onChange }: ReasonProps) {
  const t = useWords();
  const language = useLanguage();
  return (
    <NativeSelect
      label={t('reason')}
      description={reasons.find(({ code }) => code === value)?.basis[language]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={reasons.map(({ code, name }) => ({ value: code, label: name[language] }))}
    />
  );
}

interface DayProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Day({ label, hint, value, onChange }: DayProps) {
  return (
    <TextInput
      type="date"
      required
      label={label}
      {...(hint !== undefined && { description: hint })}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
