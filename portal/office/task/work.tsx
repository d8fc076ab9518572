/** What I must do: claim, fill in the form, see what the citizen will get, send. Ctrl+Enter sends. */
import { Button } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { NoticePreview, TaskDetail } from '#engine/runtime/application/tasks.ts';
import type { FormComponent } from '#forms/definition.ts';
import { ApiError, api, newSubmissionKey } from '#portal/kit/react/api-client.ts';
import type { DrawnForm } from '#portal/kit/react/formio/create-form.ts';
import { openForm } from '#portal/kit/react/formio/open-form.ts';
import '#portal/kit/react/formio/formio.css';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { DuplicatePanel } from '../duplicates/panel.tsx';
import { AssignmentWords } from '../giving/assignment-mark.tsx';
import { GiveButton } from '../giving/give-button.tsx';
import { TransferButton } from '../giving/transfer-button.tsx';
import { useJointText } from '../joint/use-joint-text.ts';
import { ApprovePanel } from '../publication/approve-panel.tsx';
import { PreparePanel, preparesPublication, type Values } from '../publication/prepare-panel.tsx';
import { previewNotices, worklistKey } from '../queries.ts';
import { RecordPanel } from '../record/record-panel.tsx';
import { useText } from '../use-text.ts';
import { forgetDraft, keepDraft, readDraft } from './drafts.ts';
import { FindHelp, type ShownFields } from './find-help.tsx';
import { SendBackButton } from './send-back.tsx';
import { WillReceive } from './will-receive.tsx';

export function Work({ task, reload }: { readonly task: TaskDetail; readonly reload: () => void }) {
  const t = useText();
  const language = useLanguage();
  const canComplete = task.actions.includes('complete');
  return (
    <section className="wf-card block work" aria-labelledby="work-title">
      <h2 id="work-title">
        {t('whatToDo')}: {task.step[language]}
      </h2>
      <AssignmentWords {...task} />
      {canComplete ? <Complete task={task} reload={reload} /> : <Claim task={task} reload={reload} />}
    </section>
  );
}

function Claim({ task, reload }: { readonly task: TaskDetail; readonly reload: () => void }) {
  const t = useText();
  const act = useTaskAct(task, reload);
  const mayClaim = task.actions.includes('claim');
  useHotkeys([['c', () => mayClaim && act.run('claim')]]);
  return (
    <>
      <p>{task.assignee === null ? t('claimHint') : t('claimedBy', { name: task.assignee.displayName })}</p>
      {act.error !== undefined && <ProblemNotice error={act.error} />}
      {mayClaim && (
        <Button size="md" loading={act.busy} onClick={() => act.run('claim')}>
          {t('claim')}
        </Button>
      )}
      <div className="work-actions">
        {task.mayGive && <GiveButton taskIds={[task.taskId]} onGiven={reload} />}
        {task.actions.includes('transfer') && <TransferButton task={task} />}
      </div>
    </>
  );
}

function Complete({ task, reload }: { readonly task: TaskDetail; readonly reload: () => void }) {
  const t = useText();
  const joint = useJointText();
  const form = useTaskForm(task);
  const act = useTaskAct(task, reload);
  const send = useSend(task, form.drawn);
  const mayClaim = task.actions.includes('claim');
  useHotkeys([['mod+Enter', () => void send.run()]], []);
  useHotkeys([['c', () => mayClaim && act.run('claim')]]);
  const changed = send.error instanceof ApiError && overtaken.has(send.error.code);
  return (
    <>
      {form.restored && <p className="wf-muted">{t('draftKept')}</p>}
      {send.error !== undefined && (
        <ProblemNotice
          error={send.error}
          labels={(path) => (path.startsWith('parts.') ? joint('units') : labelOf(task, path))}
        />
      )}
      {changed && (
        <Button variant="default" onClick={reload}>
          {t('reload')}
        </Button>
      )}
      {task.form === null ? (
        <p>{t('noForm')}</p>
      ) : (
        <div
          className={preparesPublication(task) ? 'formio-scope covers-publication' : 'formio-scope'}
          ref={form.place}
        />
      )}
      <PreparePanel task={task} values={form.values} put={(values) => form.drawn.current?.putAll(values)} />
      <ApprovePanel task={task} />
      <RecordPanel task={task} />
      <FindHelp task={task} shown={form.shown} put={(field, value) => form.drawn.current?.put(field, value)} />
      <DuplicatePanel task={task} put={(values) => form.drawn.current?.putAll(values)} />
      <WillReceive notices={form.notices} />
      {send.missing && (
        <p className="missing" role="alert">
          {t('requiredLeft')}
        </p>
      )}
      {act.error !== undefined && <ProblemNotice error={act.error} />}
      <div className="work-actions send-actions">
        <Button size="md" loading={send.busy} disabled={!form.ready} onClick={() => void send.run()}>
          {t('complete')}
        </Button>
        {mayClaim && (
          <Button size="md" variant="default" loading={act.busy} onClick={() => act.run('claim')}>
            {t('claim')}
          </Button>
        )}
        {task.actions.includes('release') && (
          <Button size="md" variant="default" loading={act.busy} onClick={() => act.run('release')}>
            {t('release')}
          </Button>
        )}
        {task.mayGive && <GiveButton taskIds={[task.taskId]} onGiven={reload} />}
        {task.actions.includes('transfer') && <TransferButton task={task} />}
        {task.actions.includes('sendBack') && <SendBackButton task={task} />}
      </div>
    </>
  );
}

/** Somebody else was faster, in one way or another. */
const overtaken: ReadonlySet<string> = new Set(['TASK_CHANGED', 'TASK_SENT_BACK']);

/** Draws the form, keeps what is typed, and asks what the citizen would get. */
function useTaskForm(task: TaskDetail) {
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnForm>(null);
  const [restored] = useState(() => readDraft(task.taskId) !== undefined);
  // What is sent before the form stands would be sent empty.
  const [ready, setReady] = useState(task.form === null);
  const [notices, setNotices] = useState<readonly NoticePreview[]>();
  const [shown, setShown] = useState<ShownFields>({ category: false, ward: false });
  const [values, setValues] = useState<Values>(task.formData);
  const ask = useDebouncedCallback((values: object) => {
    previewNotices(task.taskId, values).then(setNotices, () => setNotices(undefined));
  }, 600);
  useEffect(() => {
    if (task.form === null || place.current === null) return;
    let alive = true;
    const draft = readDraft(task.taskId);
    let untouched: string | undefined;
    const made = openForm({
      place: place.current,
      definition: task.form,
      language,
      values: { ...task.formData, ...draft?.values },
      onChange(values) {
        if (!alive) return;
        setShown(fieldsIn(place.current));
        setValues(values);
        ask(values);
        const kept = readDraft(task.taskId);
        // The form also speaks up while it is drawn; nobody has typed anything by then.
        if (kept === undefined && (untouched ?? JSON.stringify(values)) === JSON.stringify(values)) return;
        keepDraft(task.taskId, { values, submissionKey: kept?.submissionKey ?? newSubmissionKey() });
      },
    });
    void made.then((form) => {
      if (!alive) return form.destroy();
      untouched = JSON.stringify(form.values());
      drawn.current = form;
      setReady(true);
    });
    return () => {
      alive = false;
      drawn.current?.destroy();
      drawn.current = null;
    };
  }, [task.taskId, task.form, task.formData, language, ask]);
  return { place, drawn, ready, restored, notices, shown, values };
}

/** Which of the fields that can be helped with the form shows now. */
function fieldsIn(place: HTMLElement | null): ShownFields {
  const shows = (key: string) => place?.querySelector(`.formio-component-${key}:not(.formio-hidden)`) != null;
  return { category: shows('category'), ward: shows('ward') };
}

function useSend(task: TaskDetail, drawn: React.RefObject<DrawnForm | null>) {
  const t = useText();
  const language = useLanguage();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async () => {
    const form = drawn.current;
    if (busy || (task.form !== null && form === null)) return;
    const complete = form?.check().whole ?? true;
    setMissing(!complete);
    if (!complete) return;
    setBusy(true);
    setError(undefined);
    try {
      await api.post(`/tasks/${task.taskId}/complete`, submissionOf(task, form));
      forgetDraft(task.taskId);
      notifications.show({ message: t('completed', { step: task.step[language] }) });
      await queries.invalidateQueries({ queryKey: worklistKey });
      await navigate('/mine');
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return { busy, missing, error, run };
}

/** The same key goes along until the server has answered, so that a lost answer does no harm. */
function submissionOf(task: TaskDetail, form: DrawnForm | null): FormData {
  const draft = readDraft(task.taskId);
  const values = form?.values() ?? {};
  const submissionKey = draft?.submissionKey ?? newSubmissionKey();
  keepDraft(task.taskId, { values, submissionKey });
  const data = new FormData();
  data.set('values', JSON.stringify(values));
  data.set('submissionKey', submissionKey);
  for (const { key, file } of form?.files() ?? []) data.append(key, file, file.name);
  return data;
}

function useTaskAct(task: TaskDetail, reload: () => void) {
  const t = useText();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = (verb: 'claim' | 'release') => {
    setBusy(true);
    setError(undefined);
    api
      .post(`/tasks/${task.taskId}/${verb}`)
      .then(async () => {
        notifications.show({ message: t(verb === 'claim' ? 'claimed' : 'released') });
        await queries.invalidateQueries({ queryKey: worklistKey });
        reload();
      })
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return { busy, error, run };
}

function labelOf(task: TaskDetail, path: string): string {
  const find = (components: readonly FormComponent[]): string | undefined => {
    for (const component of components) {
      if (component.key === path) return component.label;
      const inside = find(component.components ?? []);
      if (inside !== undefined) return inside;
    }
    return undefined;
  };
  return find(task.form?.components ?? []) ?? path;
}
