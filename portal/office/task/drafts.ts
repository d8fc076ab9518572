/** What was typed into a task's form, kept in this tab until it is sent: nothing typed is lost. */
const prefix = 'wardflow.draft.';

export interface Draft {
  readonly values: Readonly<Record<string, unknown>>;
  /** Known to the server when the answer to a submission was lost. */
  readonly submissionKey: string;
}

export function readDraft(taskId: string): Draft | undefined {
  const text = sessionStorage.getItem(prefix + taskId);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as Draft;
  } catch {
    return undefined;
  }
}

export function keepDraft(taskId: string, draft: Draft): void {
  sessionStorage.setItem(prefix + taskId, JSON.stringify(draft));
}

export function forgetDraft(taskId: string): void {
  sessionStorage.removeItem(prefix + taskId);
}
