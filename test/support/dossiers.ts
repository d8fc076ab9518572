/** Dossiers over the whole application: one is received at a desk of Lam Đông, and its people do their tasks. */
import type { Actor } from '#engine/runtime/application/common.ts';
import type { DossierIntake, DossierReceipt, DossierView } from '#engine/runtime/application/dossiers.ts';
import type { TestApplication } from './application.ts';

export const dossierService = 'administrative-dossier';

/** Who does what in Lam Đông. */
export const people = {
  desk: 'lamdong.motcua',
  officer: 'lamdong.vhxh.canbo',
  signatory: 'lamdong.chutich',
  records: 'lamdong.vanthu',
} as const;

const applicant = {
  applicantKind: 'person',
  name: 'Nguyễn Thị Hoa',
  idNumber: '099190000123',
  address: '12 Trần Phú, phường Lam Đông',
  phone: '0912345678',
  ward: '99016',
} as const;

/** A certificate of marital status, three working days; complete. */
export const certificate: DossierIntake = {
  submissionKey: 'k1',
  language: 'vi',
  procedure: 'DEMO.002',
  desk: '99016-PVHCC',
  channel: 'counter',
  values: applicant,
  files: [],
  papers: [{ code: 'TK', form: 'original', count: 1 }],
  decision: { outcome: 'accept' },
};

export async function receiveDossier(
  app: TestApplication,
  change: Partial<DossierIntake> = {},
  by: string | Actor = people.desk,
): Promise<DossierReceipt> {
  return await app.wardflow.application.dossiers.receive(await actorOf(app, by), { ...certificate, ...change });
}

/** Completes the open task of a dossier at an element as somebody. */
export async function act(
  app: TestApplication,
  caseId: string,
  by: string,
  element: string,
  values: object,
): Promise<void> {
  const actor = await app.as(by);
  const { tasks } = app.wardflow.application;
  const { items } = await tasks.worklist(actor, { view: 'unit' });
  const task = items.find((item) => item.caseId === caseId && item.element === element);
  if (task === undefined)
    throw new Error(`${by} has no task ${element}; there are ${items.map((item) => item.element).join()}`);
  const submissionKey = `${task.taskId}-${app.now()}`;
  await tasks.complete(actor, task.taskId, { values: { ...values }, files: [], submissionKey });
}

export const submitted = { outcome: 'submit', draftText: 'Đã xác minh, đủ điều kiện cấp giấy xác nhận.' } as const;

/** What follows the examination, each by whose it is, up to a step. */
export async function goOn(
  app: TestApplication,
  caseId: string,
  until: 'sign' | 'number' | 'issue' | 'handOver',
): Promise<void> {
  const ways = [
    ['sign', people.signatory, { outcome: 'sign' }],
    ['number', people.records, { documentNumber: '57', documentSymbol: 'XNHN-UBND' }],
    ['issue', people.records, { sealed: 'yes' }],
    [
      'handOver',
      people.desk,
      { handedHow: 'counter', handedTo: 'Nguyễn Văn Em', authorisation: 'Giấy ủy quyền ngày 19/11/2026' },
    ],
  ] as const;
  for (const [element, by, values] of ways) {
    await act(app, caseId, by, element, values);
    if (element === until) return;
  }
}

export async function viewAs(
  app: TestApplication,
  caseId: string,
  by: string | Actor = people.desk,
): Promise<DossierView> {
  return await app.wardflow.application.dossiers.dossier(await actorOf(app, by), caseId);
}

/** A sign-in counts against guessing, so who does much at once signs in once. */
async function actorOf(app: TestApplication, by: string | Actor): Promise<Actor> {
  return typeof by === 'string' ? await app.as(by) : by;
}
