/**
 * Mail server and SMS provider are away for an hour of the clock, each in one of the ways in which they are: cases go on
 * meanwhile, and when they are back everything is sent, once, in the order of each case.
 */
import { twilioChannel } from '#connectors/sms-twilio/connector.ts';
import { smtpChannel } from '#connectors/smtp/connector.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { manhole, openApplication, type TestApplication } from '#test/support/application.ts';
import { startSmtpServer } from '#test/support/smtp-server.ts';
import { startTwilioServer } from '#test/support/twilio-server.ts';
import { check, type Verdict } from './check.ts';
import { deliveredBy } from './delivered.ts';
import { startProxy } from './proxy.ts';

/** What goes wrong at both of them at the same time. */
export const outages = ['refuse', 'hang', 'cut', 'fault', 'lost'] as const;
export type Outage = (typeof outages)[number];

export const outageWords: Readonly<Record<Outage, string>> = {
  refuse: 'nobody listens there',
  hang: 'the line is taken up and nothing comes back',
  cut: 'every line breaks at once',
  fault: 'SMS answers 500, SMTP 451',
  lost: 'messages are taken and the line breaks before the answer',
};

export interface Away {
  readonly store: OpenStore;
  /** As `DATABASE_URL`. */
  readonly url: string;
  readonly outage: Outage;
  readonly cases: number;
  /** How often in a minute of the clock a worker looks. */
  readonly looks?: number;
  /** Ends what stands in the way of the checker: on SQLite one process has the file. */
  readonly release: () => Promise<void>;
}

export interface AwayResult extends Verdict {
  /** Notices that waited when the hour was over. */
  readonly waited: number;
  /** Minutes of the clock from the providers' return until the last notice was sent. */
  readonly drainedAfter: number;
}

const outageMinutes = 60;
const drainMinutesMax = 240;
/** Officials come every so many minutes. */
const workEvery = 6;

export async function away({ store, url, outage, cases, release, looks = 3 }: Away): Promise<AwayResult> {
  const world = await providers(outage === 'hang' ? 400 : 5_000);
  const test = await openApplication(store, { channels: world.channels });
  try {
    const half = Math.ceil(cases / 2);
    for (let index = 0; index < half; index += 1) await submit(test, index);
    await world.set(outage);
    for (let minute = 0; minute < outageMinutes; minute += 1) {
      for (let index = half; index < cases; index += 1) {
        if (index % outageMinutes === minute) await submit(test, index);
      }
      if (minute % workEvery === 0) await workOn(test, Math.ceil((cases * 2 * workEvery) / outageMinutes));
      await goOn(test, looks);
    }
    const waited = await backlog(store);
    await world.set('none');
    const back = test.now();
    while ((await backlog(store)) > 0 && (test.now() - back) / minuteMs < drainMinutesMax) await goOn(test, looks);
    const drainedAfter = (test.now() - back) / minuteMs;
    await release();
    const delivered = deliveredBy(world);
    return { ...(await check({ database: url, ledger: [], delivered })), waited, drainedAfter };
  } finally {
    await world.close();
    test.remove();
  }
}

const minuteMs = 60_000;

/** The stubs answer within milliseconds; a line that says nothing is given up soon, so that an hour takes seconds. */
async function providers(timeoutMs: number) {
  const [smtp, twilio] = await Promise.all([startSmtpServer(), startTwilioServer()]);
  const [mailLine, smsLine] = await Promise.all([
    startProxy(Number(new URL(smtp.url).port)),
    startProxy(Number(new URL(twilio.baseUrl).port)),
  ]);
  const { accountSid, authToken } = twilio;
  const email = smtpChannel({ server: `smtp://127.0.0.1:${mailLine.port}`, from: 'phananh@lamhai.example', timeoutMs });
  const baseUrl = `http://127.0.0.1:${smsLine.port}`;
  const statusUrl = 'https://tuongtac.lamhai.example/notice-status';
  const sms = twilioChannel({ accountSid, authToken, baseUrl, statusUrl, from: '+84900000000', timeoutMs });
  return {
    smtp,
    twilio,
    channels: { sms, email },
    async set(outage: Outage | 'none') {
      const cable = outage === 'refuse' || outage === 'hang' || outage === 'cut' ? outage : 'pass';
      await Promise.all([mailLine.set(cable), smsLine.set(cable)]);
      smtp.behave(outage === 'fault' ? 'defer' : outage === 'lost' ? 'dropAfterData' : 'accept');
      twilio.behave(outage === 'fault' ? 'fault' : outage === 'lost' ? 'acceptThenDrop' : 'accept');
    },
    async close() {
      await email.close?.();
      await Promise.all([mailLine.close(), smsLine.close(), smtp.close(), twilio.close()]);
    },
  };
}

/** A minute passes, in the steps in which a worker looks. */
async function goOn(test: TestApplication, looks: number): Promise<void> {
  for (let look = 0; look < looks; look += 1) {
    await test.advanceTo(new Date(test.now() + minuteMs / looks).toISOString());
  }
}

async function submit({ wardflow }: TestApplication, index: number): Promise<void> {
  const phone = `098${String(index).padStart(7, '0')}`;
  const values = { ...manhole, name: 'Võ Kim Em', phone, email: `dan.${phone}@example.vn` };
  const sent = { submissionKey: `report ${index}`, language: 'vi', channel: 'web', files: [] } as const;
  await wardflow.application.reports.submit({ ...sent, values });
}

const work: readonly (readonly [username: string, element: string, values: object])[] = [
  ['congkhai', 'review', { outcome: 'keep' }],
  ['lamdong.ktht.lanhdao', 'approve', { outcome: 'approve' }],
  [
    'lamdong.ktht.canbo',
    'handle',
    { outcome: 'done', resultText: 'Đã thay nắp hố ga bằng gang và dọn sạch mặt đường.' },
  ],
  ['lamdong.ktht.canbo', 'takeOn', { outcome: 'accept' }],
  ['tiepnhan', 'verify', { outcome: 'accept', category: 'HT-TN', ward: '99016' }],
];

/** Officials do what lies before them, some tasks of each kind. */
async function workOn(test: TestApplication, number: number): Promise<void> {
  const { tasks } = test.wardflow.application;
  for (const [username, element, values] of work) {
    const actor = await actorOf(test, username);
    const { items } = await tasks.worklist(actor, { view: 'unit' });
    for (const { taskId } of items.filter((item) => item.element === element).slice(0, number)) {
      await tasks.complete(actor, taskId, { values: { ...values }, files: [], submissionKey: `done ${taskId}` });
    }
  }
}

const signedIn = new WeakMap<TestApplication, Map<string, ReturnType<TestApplication['as']>>>();

/** Signing in costs more than a task. */
function actorOf(test: TestApplication, username: string): ReturnType<TestApplication['as']> {
  const known = signedIn.get(test) ?? new Map<string, ReturnType<TestApplication['as']>>();
  signedIn.set(test, known);
  const actor = known.get(username) ?? test.as(username);
  known.set(username, actor);
  return actor;
}

async function backlog(store: OpenStore): Promise<number> {
  const states = await store.transaction((tx) => tx.cases.notices.countByState());
  return ['queued', 'sending', 'unknown'].reduce((sum, state) => sum + (states[state] ?? 0), 0);
}
