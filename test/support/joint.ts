/** Cases that the ward of Lam Đông leads and others take part in, for tests of joint handling. */
import type { AskUnits } from '#engine/runtime/application/parts.ts';
import { type applicationsOf, manhole, submitReport, type TestApplication } from './application.ts';

export const lead = 'lamdong.ktht.canbo';
export const drains = 'cttn.canbo';
export const builders = 'sxd.canbo';
export const result = { resultText: 'Đã thay nắp hố ga mới và dọn sạch.' };

export const wanted: AskUnits = {
  units: ['CTTN'],
  kind: 'work',
  asked: 'Đề nghị cung cấp nắp hố ga loại 850.',
  due: '2026-11-23',
  required: true,
  submissionKey: 'ask-units-1',
};

/** Three opinions, for whom each is a task. */
export const asksThree: AskUnits = {
  ...wanted,
  units: ['CTTN', 'SXD', 'CTCX'],
  kind: 'opinion',
  submissionKey: 'ask-three-1',
};

/** @param opened opens an application; cases of tests that leave the clock alone share one */
export function jointCases(opened: ReturnType<typeof applicationsOf>) {
  /** The case that a test is about, by register number; '': there is one only. */
  let about = '';
  let shared: ReturnType<typeof opened> | undefined;

  /** A case that the ward handles. @param alone its test moves the clock */
  const handled = async ({ alone = false } = {}) => {
    shared ??= opened();
    const { test, store } = await (alone ? opened() : shared);
    const report = await submitReport(
      test,
      { ...manhole, name: 'Võ Kim Em', phone: '0901234567' },
      crypto.randomUUID(),
    );
    about = report.registerNumber;
    await answer(test, 'tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }, 'verify-1');
    await answer(test, lead, { outcome: 'accept' }, 'take-on-1');
    const actor = await test.as(lead);
    const { taskId = '', caseId = '' } = (await workOf(test, lead)) ?? {};
    const instance = await store.transaction(async (tx) => (await tx.cases.records.byId(caseId))?.instanceId ?? '');
    return { test, store, report, actor, taskId, caseId, instance };
  };
  const workOf = async (test: TestApplication, username: string) => {
    const { items } = await test.wardflow.application.tasks.worklist(await test.as(username), { view: 'unit' });
    return items.find(({ registerNumber }) => about === '' || registerNumber === about);
  };
  const answer = async (test: TestApplication, username: string, values: object, submissionKey: string) => {
    const actor = await test.as(username);
    const taskId = (await workOf(test, username))?.taskId ?? '';
    await test.wardflow.application.tasks.complete(actor, taskId, { values: { ...values }, files: [], submissionKey });
    return { actor, taskId };
  };
  return {
    handled,
    workOf,
    answer,
    /** The next test is about the only case that there is. */
    aboutTheOnly: () => {
      about = '';
    },
  };
}
