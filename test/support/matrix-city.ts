/**
 * The city in which the access matrix is tried: cases and dossiers of several units with canaries in every field, and somebody of each
 * role. A canary is a word that stands in one field of one case and nowhere else.
 */
import assert from 'node:assert/strict';
import { uuidFromBytes } from '#engine/store/uuid.ts';
import type { Kept } from './access-matrix.ts';
import { findTask, signedIn, submission } from './path.ts';
import { photoWithPosition } from './photos.ts';
import { readRows } from './records.ts';
import { type Answer, type Body, type Visitor, visitorOf } from './visitor.ts';

/** Something that the matrix asks about, with the units that it is the own one of. */
export interface Target {
  /** As the table calls it, e.g. `report` or `confidential report`. */
  readonly name: string;
  readonly kind: 'report' | 'dossier';
  readonly caseId: string;
  readonly taskId: string;
  readonly instanceId: string;
  readonly photoId: string;
  /** Of a request for more time; '' where there is none. */
  readonly extensionId: string;
  /** What another unit was asked for; '' where none was. */
  readonly partId: string;
  readonly registerNumber: string;
  /** Units whose people call the case their own. */
  readonly units: readonly string[];
  /** Those whose task is open. */
  readonly taskUnits: readonly string[];
  readonly confidential: boolean;
  readonly canaries: Canaries;
  readonly tracking: { readonly code: string; readonly secret: string } | undefined;
}

/** By how closely it is kept; `never`: what nobody sees again, names of files as they were sent. */
export type Canaries = Readonly<Record<Kept | 'never', readonly string[]>>;

export interface Somebody {
  readonly name: string;
  /** As the table calls it; '' for who has none. */
  readonly role: string;
  readonly unit: string;
  readonly signedIn: boolean;
  readonly visitor: Visitor;
}

const lamDong = { lon: 108.16374, lat: 10.98027 };
const suoiTrong = { lon: 108.11812, lat: 11.02495 };

/** Nobody sits before this one: administrators may do to it what they like. */
export const nobodysAccount = 'nguoi.thu';

/** Who is asked for, and what the table calls them. */
export const people: readonly (readonly [username: string, role: string, unit: string])[] = [
  ['tiepnhan', 'operator', 'IOC'],
  ['congkhai', 'publisher', 'IOC'],
  ['lamdong.ktht.canbo', 'officer', '99016-KTHT'],
  ['lamdong.ktht.lanhdao', 'head', '99016-KTHT'],
  ['lamdong.vhxh.canbo', 'officer', '99016-VHXH'],
  ['lamdong.vhxh.lanhdao', 'head', '99016-VHXH'],
  ['lamdong.ca.canbo', 'officer', '99016-CA'],
  ['suoitrong.ktht.canbo', 'officer', '99001-KTHT'],
  ['suoitrong.ktht.lanhdao', 'head', '99001-KTHT'],
  ['lamdong.motcua', 'clerk', '99016-PVHCC'],
  ['suoitrong.motcua', 'clerk', '99001-PVHCC'],
  ['lamdong.chutich', 'signatory', '99016-UBND'],
  ['suoitrong.chutich', 'signatory', '99001-UBND'],
  ['lamdong.vanthu', 'records clerk', '99016-VP'],
  ['suoitrong.vanthu', 'records clerk', '99001-VP'],
  ['quantri', 'administrator', 'IOC'],
  ['thanhtra', 'inspector', 'TTTP'],
];

export interface MatrixCity {
  readonly targets: readonly Target[];
  /** Of instances, looked at and not changed. */
  readonly batchId: string;
  readonly somebody: readonly Somebody[];
}

/** @param url of a product with the demo city, in which nobody else is at work @param database as `DATABASE_URL` */
export async function plantCity(url: string, database: string): Promise<MatrixCity> {
  const signed = new Map<string, Visitor>();
  for (const [username] of [...people, ['suoitrong.vhxh.canbo']]) signed.set(username, await signedIn(url, username));
  const by = (username: string) => signed.get(username) ?? assert.fail(username);
  const targets = await instancesOf(database, await plantCases(url, by));
  const somebody = people.map(([name, role, unit]) => ({ name, role, unit, signedIn: true, visitor: by(name) }));
  const instances = targets.map(({ instanceId }) => instanceId).slice(0, 1);
  const reason = 'Xem trước, chưa thay đổi gì.';
  const batch = { selection: { instances }, operation: { kind: 'suspend' }, reason, dryRun: true, key: 'matrix-batch' };
  const { batchId } = sound(await by('quantri').post('/api/v1/operations/batches', batch));
  await draftRouting(by('quantri'));
  return { targets, batchId, somebody: [...somebody, ...(await others(url, by('quantri'), targets))] };
}

/** A draft for whoever asks about drafts. */
async function draftRouting(administrator: Visitor): Promise<void> {
  const service = '/api/v1/services/citizen-feedback';
  const { content } = sound(await administrator.get(`${service}/versions/1/resources/routing.dmn`));
  sound(await administrator.put(`${service}/draft/resources/routing.dmn`, { revision: null, content }));
}

async function instancesOf(database: string, targets: readonly Target[]): Promise<readonly Target[]> {
  const rows = await readRows(database, 'select id, case_id from process_instance where case_id is not null');
  const idOf = (value: unknown) => uuidFromBytes(value as Uint8Array);
  const ids = new Map(rows.map((row) => [idOf(row['case_id']), idOf(row['id'])]));
  return targets.map((target) => ({ ...target, instanceId: ids.get(target.caseId) ?? '' }));
}

async function plantCases(url: string, by: (username: string) => Visitor): Promise<readonly Target[]> {
  const planting = new Planting(url, by);
  const targets = [
    await planting.report({ name: 'report not yet checked', category: 'HT-TN', point: lamDong, unit: 'IOC' }),
    await planting.report({ name: 'report', category: 'HT-TN', point: lamDong, unit: '99016-KTHT' }),
    await planting.report({ name: 'report of another unit', category: 'YT-DB', point: lamDong, unit: '99016-VHXH' }),
    await planting.report({ name: 'report of another area', category: 'HT-TN', point: suoiTrong, unit: '99001-KTHT' }),
    await planting.report({ name: 'confidential report', category: 'TTDT-LC', point: lamDong, unit: '99016-KTHT' }),
    await planting.report({ name: 'confidential, other unit', category: 'ANTT', point: lamDong, unit: '99016-CA' }),
    await planting.dossier('lamdong.motcua', '99016', 'dossier'),
    await planting.dossier('suoitrong.motcua', '99001', 'dossier of another area'),
  ];
  return targets;
}

const handlers: Readonly<Record<string, string>> = {
  '99016-KTHT': 'lamdong.ktht.canbo',
  '99016-VHXH': 'lamdong.vhxh.canbo',
  '99016-CA': 'lamdong.ca.canbo',
  '99001-KTHT': 'suoitrong.ktht.canbo',
};

interface WantedReport {
  readonly name: string;
  readonly category: string;
  readonly point: { readonly lon: number; readonly lat: number };
  /** Who shall have it. */
  readonly unit: string;
}

class Planting {
  readonly #url: string;
  readonly #by: (username: string) => Visitor;
  #count = 0;

  constructor(url: string, by: (username: string) => Visitor) {
    this.#url = url;
    this.#by = by;
  }

  async report({ name, category, point, unit }: WantedReport): Promise<Target> {
    const { word, phone } = this.#next();
    const values = {
      category,
      description: `Nắp hố ga bị vỡ zqmota${word}, đề nghị sửa sớm.`,
      address: `Ngõ zqdiachi${word}`,
      location: point,
      name: `Người zqten${word}`,
      phone,
      email: `zqthu${word}@dan.example`,
    };
    const form = submission(values);
    form.append('photos', new Blob([new Uint8Array(await photoWithPosition())]), `zqtep${word}.jpg`);
    const receipt = sound(await visitorOf(this.#url).post('/api/v1/reports', form));
    const number = receipt.registerNumber;
    const operator = this.#by('tiepnhan');
    let task = await findTask(operator, number, 'verify');
    let seen = await readTask(operator, task.taskId);
    let [extensionId, partId] = ['', ''];
    if (unit !== 'IOC') {
      sound(await operator.post(`/api/v1/tasks/${task.taskId}/claim`));
      const accepted = submission({ ...seen.formData, outcome: 'accept' });
      sound(await operator.post(`/api/v1/tasks/${task.taskId}/complete`, accepted));
      const officer = this.#by(handlers[unit] ?? assert.fail(unit));
      const { taskId } = await findTask(officer, number, 'takeOn');
      sound(await officer.post(`/api/v1/tasks/${taskId}/complete`, submission({ outcome: 'accept' })));
      task = await findTask(officer, number, 'handle');
      seen = await readTask(officer, task.taskId);
      extensionId = await this.#words(officer, seen, word);
      partId = await this.#part(officer, task.taskId, word);
    }
    return {
      name,
      kind: 'report',
      ...idsOf(seen, task),
      extensionId,
      partId,
      registerNumber: number,
      photoId: seen.photos[0]?.id ?? assert.fail('a photo'),
      units: [unit],
      taskUnits: [unit],
      confidential: category === 'TTDT-LC' || category === 'ANTT',
      canaries: {
        text: [`zqmota${word}`, `zqdiachi${word}`],
        note: [...(extensionId === '' ? [] : [`zqghichu${word}`]), ...(partId === '' ? [] : [`zqyeucau${word}`])],
        applicant: [],
        reporter: [`zqten${word}`, `zqthu${word}`, phone],
        never: [`zqtep${word}`],
      },
      tracking: { code: receipt.trackingCode, secret: phone.slice(-4) },
    };
  }

  async dossier(desk: string, ward: string, name: string): Promise<Target> {
    const { word, phone } = this.#next();
    const values = {
      procedure: 'DEMO.002',
      desk: `${ward}-PVHCC`,
      channel: 'counter',
      papers: [{ code: 'TK', form: 'original', count: 1 }],
      decision: { outcome: 'accept' },
      applicant: {
        applicantKind: 'person',
        name: `Người zqten${word}`,
        idNumber: `0991900${phone.slice(-5)}`,
        address: `Ngõ zqdiachi${word}`,
        phone,
        ward,
      },
    };
    const form = submission(values);
    form.append('photos', new Blob([new Uint8Array(await photoWithPosition())]), `zqtep${word}.jpg`);
    const receipt = sound(await this.#by(desk).post('/api/v1/dossiers', form));
    const view = sound(await this.#by(desk).get(`/api/v1/dossiers/${receipt.caseId}`));
    const officer = this.#by(ward === '99016' ? 'lamdong.vhxh.canbo' : 'suoitrong.vhxh.canbo');
    const task = await findTask(officer, receipt.code, 'appraise');
    return {
      name,
      kind: 'dossier',
      caseId: receipt.caseId,
      taskId: task.taskId,
      instanceId: '',
      extensionId: '',
      partId: '',
      registerNumber: receipt.code,
      photoId: view.files[0]?.id ?? '',
      units: ['PVHCC', 'VHXH', 'UBND', 'VP'].map((part) => `${ward}-${part}`),
      taskUnits: [`${ward}-VHXH`],
      confidential: false,
      canaries: {
        ...{ text: [], reporter: [], note: [] },
        applicant: [`zqten${word}`, `zqdiachi${word}`, phone, `0991900${phone.slice(-5)}`],
        never: [`zqtep${word}`],
      },
      tracking: undefined,
    };
  }

  /** What an official writes down: why more time is asked for. */
  async #words(officer: Visitor, { caseId, dueAt }: Body, word: string): Promise<string> {
    const until = new Date(Math.max(dueAt ?? 0, Date.now()) + 9 * 86_400_000).toISOString().slice(0, 10);
    const wanted = { reason: 'vat-tu', until, note: `Chờ vật tư zqghichu${word}.` };
    const asked = await officer.post(`/api/v1/cases/${caseId}/deadlines/extensions`, wanted);
    // Some categories are never given more time.
    if (asked.body.code === 'NO_MORE_EXTENSIONS') return '';
    const { extensions } = sound(asked);
    return extensions[0]?.id ?? assert.fail('a request for more time');
  }

  async #part(officer: Visitor, taskId: string, word: string): Promise<string> {
    const path = `/api/v1/tasks/${taskId}/parts`;
    const { latest } = sound(await officer.get(path));
    const due = new Date(latest - 86_400_000).toISOString().slice(0, 10);
    const wanted = { kind: 'work', asked: `Đề nghị zqyeucau${word}.`, due, required: false, units: ['CTTN'] };
    const asked = await officer.post(path, { ...wanted, submissionKey: `part-${word}` });
    // What is due within hours leaves no time for others.
    return asked.status === 422 ? '' : (sound(asked).parts[0]?.partId ?? assert.fail('a part'));
  }

  #next() {
    this.#count += 1;
    const letter = String.fromCharCode(96 + this.#count);
    return { word: letter.repeat(4), phone: `0397${this.#count}51${this.#count}6${this.#count}` };
  }
}

function idsOf(seen: Body, task: Body) {
  return { caseId: seen.caseId, taskId: task.taskId, instanceId: '' };
}

async function readTask(visitor: Visitor, taskId: string): Promise<Body> {
  return sound(await visitor.get(`/api/v1/tasks/${taskId}`));
}

function sound({ status, body }: Answer): Body {
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** Who is nobody in particular: not signed in, a citizen, an account without a post, a closed one. */
async function others(url: string, administrator: Visitor, targets: readonly Target[]): Promise<readonly Somebody[]> {
  const own = targets.find(({ name }) => name === 'report')?.tracking ?? assert.fail();
  const citizen = visitorOf(url);
  sound(await citizen.post(`/api/v1/reports/${own.code}/full`, { secret: own.secret }));
  const postless = await newPerson(url, administrator, 'khong.nhiem.vu', []);
  const posts = [{ role: 'ioc_coordinator', unit: 'IOC', validFrom: '2020-01-01', validTo: '' }];
  // The demo's own coordinator is an operator too.
  const coordinator = await newPerson(url, administrator, 'dieu.phoi.rieng', posts);
  await newPerson(url, administrator, nobodysAccount, []);
  const closed = await newPerson(url, administrator, 'da.dong', posts);
  sound(await administrator.post('/api/v1/city/people/da.dong/deactivate', { handOver: null, leaveEmpty: true }));
  return [
    { name: 'dieu.phoi.rieng', role: 'coordinator', unit: 'IOC', signedIn: true, visitor: coordinator },
    { name: 'nobody', role: '', unit: '', signedIn: false, visitor: visitorOf(url) },
    { name: 'a citizen with a code', role: 'citizen', unit: '', signedIn: false, visitor: citizen },
    { name: 'without a post', role: '', unit: '', signedIn: true, visitor: postless },
    { name: 'a closed account', role: '', unit: 'IOC', signedIn: false, visitor: closed },
  ];
}

async function newPerson(url: string, administrator: Visitor, username: string, posts: readonly object[]) {
  const made = sound(
    await administrator.post('/api/v1/city/people', { username, displayName: username, email: '', posts }),
  );
  const visitor = visitorOf(url);
  sound(await visitor.post('/api/v1/session', { username, password: made.password ?? made.firstPassword }));
  return visitor;
}
