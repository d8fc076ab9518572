/** The 40 sample reports through the running product: each ends at its unit with its class of deadline, or is refused. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import { demoCity } from '#test/data/demo-city.ts';
import { findTask, officials, signedIn, submission } from '#test/support/path.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { type Body, type Visitor, visitorOf } from '#test/support/visitor.ts';
import accounts from '#workflows/demo-city/accounts.json' with { type: 'json' };
import samples from '#workflows/demo-city/feedback-samples.json' with { type: 'json' };

const city = demoCity();
const workingTime = workingTimeOf(city);
const service = new URL('../../workflows/citizen-feedback/', import.meta.url);

describe('the sample reports', { concurrency: false }, () => {
  let product: Product;
  let citizen: Visitor;
  let operator: Visitor;
  const officers = new Map<string, Visitor>();
  before(async () => {
    product = await startProduct();
    citizen = visitorOf(product.url);
    operator = await signedIn(product.url, officials.operator);
  });
  after(() => product.stop());

  assert.equal(samples.items.length, 40);
  for (const sample of samples.items) {
    const { unit } = sample.expected_routing;
    const rejected = sample.expected_routing.why.startsWith('reject');
    const aim = rejected ? 'is refused and stays at the centre' : `goes to ${unit} as ${sample.sla_class}`;
    test(`${sample.code}: ${sample.category} in ${sample.ward_code} ${aim}`, async () => {
      const receipt = await send(sample);
      const { taskId } = await findTask(operator, receipt.registerNumber, 'verify');
      await complete(taskId, rejected ? { outcome: 'reject', reason: reasonOf(sample) } : verified(sample));
      const followed = (await citizen.get(`/api/v1/reports/${receipt.trackingCode}`)).body;
      if (rejected) {
        const reached = followed.stages.filter((stage: Body) => stage.status !== 'ahead');
        assert.deepEqual(
          reached.map((stage: Body) => stage.code),
          ['moi', 'cho_xac_minh', 'dong'],
        );
        assert.match(followed.outcome.en, /not accepted/);
        return;
      }
      assert.equal(followed.unit.code, unit);
      assert.equal(followed.ward?.code, sample.ward_code);
      const task = await findTask(await officerOf(unit), receipt.registerNumber, 'takeOn');
      assert.equal(task.unit.code, unit);
      const { resolve, calendar } = city.slaClasses.get(sample.sla_class) ?? assert.fail(sample.sla_class);
      const due = workingTime.due(receipt.receivedAt, resolve, calendar, 'elapsed');
      assert.equal(followed.clock.dueAt, due, `${new Date(followed.clock.dueAt)} is not ${new Date(due)}`);
    });
  }

  async function send(sample: Sample): Promise<Body> {
    const [lon, lat] = sample.location?.coordinates ?? [];
    const values = {
      category: sample.category,
      description: sample.text,
      address: sample.address_text || 'Không rõ',
      ...(city.categories.get(sample.category)?.anonymous === false
        ? { name: 'Nguyễn Thị Mai', phone: '0912 345 678' }
        : { anonymous: true }),
      ...(lon !== undefined && { location: { lon, lat } }),
      // The one category that cannot be handled without an answer.
      ...(sample.category === 'TTDT-SDT' && { ask_caller: '0900 000 000' }),
    };
    const { status, body } = await citizen.post('/api/v1/reports', submission(values));
    assert.equal(status, 200, JSON.stringify(body));
    if (lon !== undefined) assert.equal(body.ward?.code, sample.ward_code, 'the point lies in its ward');
    return body;
  }

  async function complete(taskId: string, values: object): Promise<void> {
    const done = await operator.post(`/api/v1/tasks/${taskId}/complete`, submission(values));
    assert.equal(done.status, 200, JSON.stringify(done.body));
  }

  async function officerOf(unit: string): Promise<Visitor> {
    const known = officers.get(unit);
    if (known !== undefined) return known;
    const account = accounts.accounts.find(({ posts }) =>
      posts.some((post) => post.role === 'officer' && post.unit === unit),
    );
    const officer = await signedIn(product.url, account?.username ?? assert.fail(`nobody works at ${unit}`));
    officers.set(unit, officer);
    return officer;
  }
});

describe('the states in which the demo shows the sample reports', () => {
  const pack = JSON.parse(readFileSync(new URL('pack.json', service), 'utf8')) as Pack;
  const diagram = readFileSync(new URL('citizen-feedback.bpmn', service), 'utf8');
  const drawn = new Set([...diagram.matchAll(/wardflow:stage="([a-z_]+)"/g)].map(([, stage]) => stage));
  /** What people call it; the process says it in another way. */
  const shownAs: Readonly<Record<string, string>> = { yeu_cau_xu_ly_lai: 'mo_lai' };
  /** Not a stage of the way but a deed beside it: the clock's extension. */
  const besides = ['xin_gia_han'];

  for (const state of new Set(samples.items.map((sample) => sample.state))) {
    test(`${state} is known to the city, and some step of the process leads there`, () => {
      assert.ok(city.stages.has(state));
      if (besides.includes(state)) return;
      const stage = shownAs[state] ?? state;
      assert.ok(drawn.has(stage), `no step is in the stage ${stage}`);
      assert.ok(
        pack.stages.some(({ code }) => code === stage),
        `the service does not tell of ${stage}`,
      );
    });
  }
});

interface Pack {
  readonly stages: readonly { readonly code: string }[];
}

type Sample = (typeof samples.items)[number];

function verified(sample: Sample): object {
  const urgent = 'urgent' in sample && sample.urgent === true;
  return { outcome: 'accept', category: sample.category, ward: sample.ward_code, urgent };
}

function reasonOf(sample: Sample): string {
  return 'reject_reason' in sample ? String(sample.reject_reason) : 'Ngoài phạm vi tiếp nhận';
}
