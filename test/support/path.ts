/**
 * The main path as steps over HTTP, as people's browsers go it without scripts: reported with a photo, followed by its
 * code, checked, taken on, handled with evidence, approved, published, read by everybody, rated. Each step leaves the
 * product at rest, so that a test may look, kill or restart it in between.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { demoPassword } from '#portal/demo-pack.ts';
import { photoWithPosition } from './photos.ts';
import { type Answer, type Body, type Visitor, visitorOf } from './visitor.ts';

export interface Walk {
  readonly url: string;
  readonly reporter: Reporter;
  readonly citizen: Visitor;
  /** Who is signed in, by username; sessions outlive a restart of the product. */
  readonly officials: Map<string, Visitor>;
  /** What the citizen was given. */
  registerNumber: string;
  trackingCode: string;
  /** How each writing request is sent; a test may break in and send it again. */
  write(send: () => Promise<Answer>): Promise<Answer>;
  /** Task under work. */
  task: Body;
  slug: string;
}

export interface Reporter {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly description: string;
  readonly address: string;
}

export interface PathStep {
  readonly name: string;
  act(walk: Walk): Promise<void>;
}

export const officials = {
  operator: 'tiepnhan',
  officer: 'lamdong.ktht.canbo',
  head: 'lamdong.ktht.lanhdao',
  publisher: 'congkhai',
  coordinator: 'dieuphoi',
} as const;

export const texts = {
  result: 'Đã thay nắp hố ga bằng gang và dọn sạch mặt đường.',
  publicTitle: 'Thay nắp hố ga trước cổng chợ',
  publicText: 'Nắp hố ga trước cổng chợ bị vỡ một nửa.',
  publicAnswer: 'Đơn vị đã thay nắp hố ga bằng gang trong ngày.',
} as const;

/** In Phường Lam Đông, where Phòng Kinh tế, Hạ tầng và Đô thị is responsible for manholes. */
export const place = { lon: 108.16374, lat: 10.98027 } as const;

/** @param phone ten digits of a mobile number, another one for each walk */
export function startWalk(url: string, phone = '0912345678', write: Walk['write'] = (send) => send()): Walk {
  const reporter = {
    name: 'Nguyễn Thị Mai Khôi',
    phone,
    email: `khoi.${phone}@example.vn`,
    description: 'Nắp hố ga trước cổng chợ bị vỡ một nửa, tối qua có người sụp chân.',
    address: 'Cổng chính chợ Lam Đông, kiốt số 17',
  };
  const citizen = visitorOf(url);
  const given = { registerNumber: '', trackingCode: '', task: null, slug: '' };
  return { url, reporter, citizen, officials: new Map(), write, ...given };
}

/** Processes of before the publication had two persons do without these. */
export const secondPerson: readonly PathStep[] = [
  signIn(officials.coordinator),
  claim(officials.coordinator, 'confirm'),
  complete(officials.coordinator, { outcome: 'approve' }),
];

export const mainPath: readonly PathStep[] = [
  { name: 'the citizen reports with a photo and a place', act: report },
  { name: 'the citizen follows the report by its code', act: follow },
  signIn(officials.operator),
  claim(officials.operator, 'verify'),
  complete(officials.operator, { outcome: 'accept' }),
  signIn(officials.officer),
  claim(officials.officer, 'takeOn'),
  complete(officials.officer, { outcome: 'accept' }),
  claim(officials.officer, 'handle'),
  complete(officials.officer, { outcome: 'done', resultText: texts.result }, 'afterPhotos'),
  signIn(officials.head),
  claim(officials.head, 'approve'),
  complete(officials.head, { outcome: 'approve' }),
  signIn(officials.publisher),
  claim(officials.publisher, 'review'),
  { name: 'congkhai prepares what is published', act: publish },
  ...secondPerson,
  { name: 'everybody reads the result', act: readResult },
  { name: 'the citizen rates', act: rate },
];

export async function walkThrough(walk: Walk, steps: readonly PathStep[] = mainPath): Promise<void> {
  for (const step of steps) await step.act(walk);
}

/** A posted page form: texts, and photos under their field. */
export function pageForm(
  fields: Readonly<Record<string, string>>,
  photos: Readonly<Record<string, Buffer>> = {},
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, bytes] of Object.entries(photos)) {
    form.append(name, new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'anh.jpg');
  }
  return form;
}

/** A submission to the API. */
export function submission(
  values: object,
  photos: Readonly<Record<string, Buffer>> = {},
  key: string = randomUUID(),
): FormData {
  return pageForm({ values: JSON.stringify(values), submissionKey: key }, photos);
}

/** Signs an official in over the API. */
export async function signedIn(url: string, username: string): Promise<Visitor> {
  const visitor = visitorOf(url);
  const answer = await visitor.post('/api/v1/session', { username, password: demoPassword });
  assert.equal(answer.status, 200, `${username}: ${JSON.stringify(answer.body)}`);
  return visitor;
}

/** The case's open task in the unit's worklist of this official. */
export async function findTask(official: Visitor, registerNumber: string, element: string): Promise<Body> {
  const list = await official.get(`/api/v1/tasks?view=unit&q=${registerNumber}`);
  const task = list.body.items?.find((item: Body) => item.element === element);
  assert.ok(task, `${element} of ${registerNumber} in the worklist: ${JSON.stringify(list.body)}`);
  return task;
}

async function report(walk: Walk): Promise<void> {
  const page = await walk.citizen.get('/report');
  const submissionKey = found(page.body, /name="submissionKey" value="([^"]+)"/);
  const { name, phone, email, description, address } = walk.reporter;
  const form = pageForm(
    { submissionKey, category: 'HT-TN', description, address, name, phone, email },
    { photos: await photoWithPosition() },
  );
  form.append('location.lat', String(place.lat));
  form.append('location.lon', String(place.lon));
  form.append('duplicatesSeen', await seenNearby(walk));
  const sent = await walk.write(() => walk.citizen.post('/report', form));
  assert.equal(sent.status, 303, String(sent.body).slice(0, 2000));
  assert.equal(sent.headers.get('location'), '/report/sent');
  const receipt = (await walk.citizen.get('/report/sent')).body;
  walk.registerNumber = found(receipt, /(PA-\d{6}-\d{4,})/);
  walk.trackingCode = found(receipt, /data-code[^>]*>(.*?)<\/dd>/).replaceAll(/<[^>]*>/g, '');
  assert.match(walk.trackingCode, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
}

/** As the page's script does: others report the same place, and this one is sent all the same. */
async function seenNearby({ citizen, reporter: { description } }: Walk): Promise<string> {
  const where = { 'location.lat': String(place.lat), 'location.lon': String(place.lon) };
  const asked = await citizen.post('/report/nearby', pageForm({ ...where, category: 'HT-TN', description }));
  assert.equal(asked.status, 200);
  return /name="duplicatesSeen" value="([^"]*)"/.exec(String(asked.body))?.[1] ?? '';
}

async function follow(walk: Walk): Promise<void> {
  const stranger = visitorOf(walk.url);
  const opened = await stranger.post('/follow', pageForm({ code: walk.trackingCode, secret: '' }));
  assert.equal(opened.status, 303);
  const page = (await stranger.get('/follow')).body;
  assert.ok(page.includes(walk.registerNumber) && page.includes('Đang xác minh'));
  assert.ok(!page.includes(walk.reporter.description), 'the code alone shows the stages, not the report');
  await unlock(walk);
  assert.ok((await walk.citizen.get('/follow')).body.includes(walk.reporter.description));
}

/** Code and last four digits, in a cookie for half an hour. */
async function unlock(walk: Walk): Promise<void> {
  const key = { code: walk.trackingCode, secret: walk.reporter.phone.slice(-4) };
  assert.equal((await walk.citizen.post('/follow', pageForm(key))).status, 303);
}

function signIn(username: string): PathStep {
  return {
    name: `${username} signs in`,
    async act(walk) {
      walk.officials.set(username, await signedIn(walk.url, username));
    },
  };
}

function claim(username: string, element: string): PathStep {
  return {
    name: `${username} finds ${element} in the worklist and claims it`,
    async act(walk) {
      const official = officialOf(walk, username);
      const { taskId } = await findTask(official, walk.registerNumber, element);
      const claimed = await walk.write(() => official.post(`/api/v1/tasks/${taskId}/claim`));
      assert.equal(claimed.status, 200, JSON.stringify(claimed.body));
      walk.task = claimed.body;
    },
  };
}

function complete(username: string, values: object, photos?: string): PathStep {
  return {
    name: `${username} completes with ${JSON.stringify(values)}`,
    async act(walk) {
      const evidence = photos === undefined ? {} : { [photos]: await photoWithPosition('#3366aa') };
      await finish(walk, username, values, evidence);
    },
  };
}

async function finish(walk: Walk, username: string, values: object, photos: Readonly<Record<string, Buffer>> = {}) {
  const form = submission({ ...walk.task.formData, ...values }, photos);
  const official = officialOf(walk, username);
  const done = await walk.write(() => official.post(`/api/v1/tasks/${walk.task.taskId}/complete`, form));
  assert.equal(done.status, 200, JSON.stringify(done.body));
}

async function publish(walk: Walk): Promise<void> {
  const publicPhotos = walk.task.photos.map((photo: Body) => photo.id);
  assert.equal(publicPhotos.length, 2, 'the reporter’s photo and the evidence');
  for (const id of publicPhotos) {
    const path = `/api/v1/cases/${walk.task.caseId}/publication/photos/${id}`;
    const covered = await officialOf(walk, officials.publisher).put(path, { boxes: [], before: null });
    assert.equal(covered.status, 200, JSON.stringify(covered.body));
  }
  const { publicTitle, publicText, publicAnswer } = texts;
  await finish(walk, officials.publisher, { outcome: 'publish', publicTitle, publicText, publicAnswer, publicPhotos });
}

async function readResult(walk: Walk): Promise<void> {
  const anybody = visitorOf(walk.url);
  const list = (await anybody.get(`/results?q=${encodeURIComponent('cong cho')}`)).body;
  assert.ok(list.includes(texts.publicTitle), 'the list of results shows it');
  const { body } = await anybody.get('/api/v1/results');
  walk.slug = body.items.find((item: Body) => item.registerNumber === walk.registerNumber)?.slug ?? '';
  const page = (await anybody.get(`/results/${walk.slug}`)).body;
  for (const shown of [walk.registerNumber, texts.publicAnswer, texts.publicText])
    assert.ok(page.includes(shown), shown);
  for (const hidden of [walk.reporter.name, walk.reporter.phone, walk.trackingCode]) assert.ok(!page.includes(hidden));
}

async function rate(walk: Walk): Promise<void> {
  await unlock(walk);
  const page = (await walk.citizen.get('/follow')).body;
  const fields = {
    taskId: found(page, /name="taskId" value="([^"]+)"/),
    submissionKey: found(page, /name="submissionKey" value="([^"]+)"/),
    rating: '5',
    solved: 'true',
    comment: 'Làm nhanh',
  };
  const rated = await walk.write(() => walk.citizen.post('/follow/answer', pageForm(fields)));
  assert.equal(rated.status, 303, String(rated.body).slice(0, 2000));
  const result = await walk.citizen.get(`/api/v1/results/${walk.slug}`);
  assert.equal(result.body.rating, 5);
}

function officialOf(walk: Walk, username: string): Visitor {
  return walk.officials.get(username) ?? assert.fail(`${username} is not signed in`);
}

function found(html: string, pattern: RegExp): string {
  return pattern.exec(html)?.[1] ?? assert.fail(`${pattern} in ${html.slice(0, 3000)}`);
}
