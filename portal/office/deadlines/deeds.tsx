/** What may be done with a case's clocks: pause, go on, ask for more time, decide on it. */
import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import type { CaseDeadlines, ReasonView } from '#engine/runtime/application/deadlines.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { DeadlineTextKey } from '#portal/kit/texts/deadlines.ts';
import { useDeed } from './queries.ts';
import { useWords } from './use-words.ts';

const charactersMax = 2_000;

export function Deeds({ view }: { readonly view: CaseDeadlines }) {
  const { may } = view;
  return (
    <div className="work-actions no-print">
      {may.ask && <Deed text="doAsk" title="askTitle" form={(close) => <AskForm view={view} onDone={close} />} />}
      {may.pause && (
        <Deed text="doPause" title="pauseTitle" form={(close) => <PauseForm view={view} onDone={close} />} />
      )}
      {may.resume && (
        <Deed text="doResume" title="resumeTitle" form={(close) => <ResumeForm view={view} onDone={close} />} />
      )}
    </div>
  );
}

interface DeedProps {
  readonly text: DeadlineTextKey;
  readonly title: DeadlineTextKey;
  readonly form: (close: () => void) => ReactNode;
}

export function Deed({ text, title, form }: DeedProps) {
  const t = useWords();
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {t(text)}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t(title)}
        size="lg"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {opened && form(dialog.close)}
      </Modal>
    </>
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
      <Words label={t('askNote')} required value={note} onChange={setNote} />
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
        maxLength={charactersMax}
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
      <Words label={t('note')} value={note} onChange={setNote} />
    </Form>
  );
}

function ResumeForm({ view, onDone }: FormProps) {
  const t = useWords();
  const [note, setNote] = useState('');
  const deed = useSaved(view.caseId, `/cases/${view.caseId}/deadlines/resume`, onDone);
  return (
    <Form lead="resumeLead" deed={deed} body={() => ({ note })} onClose={onDone}>
      <Words label={t('note')} value={note} onChange={setNote} />
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
      className="deed-form"
      onSubmit={(event) => {
        event.preventDefault();
        deed.mutate({ grant: true, note });
      }}
    >
      <Words label={t('apology')} required value={note} onChange={setNote} />
      {deed.error !== null && <Refused error={deed.error} />}
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
    <form
      noValidate
      className="deed-form"
      onSubmit={(event) => {
        event.preventDefault();
        deed.mutate(body());
      }}
    >
      <p>{t(lead)}</p>
      {children}
      {deed.error !== null && <Refused error={deed.error} />}
      <div className="work-actions">
        <Button type="submit" loading={deed.isPending}>
          {t('send')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

const fieldWords: Readonly<Record<string, DeadlineTextKey>> = {
  reason: 'reason',
  until: 'newDay',
  evidence: 'evidenceText',
  fileId: 'evidenceFiles',
  note: 'note',
};

function Refused({ error }: { readonly error: unknown }) {
  const t = useWords();
  return <ProblemNotice error={error} labels={(path) => t(fieldWords[path] ?? 'note')} />;
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

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Day({ label, hint, value, onChange }: FieldProps) {
  const change = (text: string) => onChange(text);
  return (
    <TextInput
      type="date"
      required
      label={label}
      {...(hint !== undefined && { description: hint })}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

function Words({ label, required = false, value, onChange }: FieldProps) {
  return (
    <Textarea
      label={label}
      required={required}
      autosize
      minRows={3}
      maxLength={charactersMax}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
