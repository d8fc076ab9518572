/** Scripts in JavaScript in the running product: allowed by its setting, done by its worker, whoever is killed when. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { eventually } from '#test/support/eventually.ts';
import { findTask, officials, place, signedIn, submission } from '#test/support/path.ts';
import { photoWithPosition } from '#test/support/photos.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { type Body, type Visitor, visitorOf } from '#test/support/visitor.ts';

const draft = '/api/v1/services/citizen-feedback/draft';
const bpmn = 'citizen-feedback.bpmn';
const report = {
  category: 'HT-TN',
  description: 'Nắp hố ga trước cổng chợ bị vỡ một nửa.',
  location: place,
  address: 'Cổng chính chợ Lam Đông',
  name: 'Võ Kim Em',
  phone: '0912345678',
};

/** Counts, right after the report has come in; one of a street light never ends. */
const script = `
  while (variables.category === 'HT-CS') {}
  let sum = 0;
  for (let n = 0; n < 100000; n++) sum += n;
  return sum;`;

function withScript(content: string): string {
  return content.replace('<bpmn:outgoing>f_received</bpmn:outgoing>', '<bpmn:outgoing>f_in</bpmn:outgoing>').replace(
    /<bpmn:sequenceFlow id="f_received" sourceRef="received" targetRef="(\w+)" \/>/,
    `<bpmn:scriptTask id="count" scriptFormat="text/javascript" wardflow:result="counted">
        <bpmn:incoming>f_in</bpmn:incoming><bpmn:outgoing>f_received</bpmn:outgoing>
        <bpmn:script><![CDATA[${script}]]></bpmn:script></bpmn:scriptTask>
      <bpmn:sequenceFlow id="f_in" sourceRef="received" targetRef="count" />
      <bpmn:sequenceFlow id="f_received" sourceRef="count" targetRef="$1" />`,
  );
}

describe('a service with a script in JavaScript', () => {
  let product: Product;
  let citizen: Visitor;
  let operator: Visitor;
  let administrator: Visitor;

  const send = async (values: object): Promise<Body> => {
    const sent = await citizen.post('/api/v1/reports', submission(values, { photos: await photoWithPosition() }));
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
    return sent.body;
  };
  const arrives = ({ registerNumber }: Body) =>
    eventually(() => findTask(operator, registerNumber, 'verify').catch(() => undefined), 'the task after the script');

  before(async () => {
    product = await startProduct({ WARDFLOW_JAVASCRIPT: '1' });
    citizen = visitorOf(product.url);
    operator = await signedIn(product.url, officials.operator);
    administrator = await signedIn(product.url, 'quantri');
    const detail = await administrator.get('/api/v1/services/citizen-feedback');
    assert.equal(detail.body.choices.javascript, true);
    const { content } = (await administrator.get(`/api/v1/services/citizen-feedback/versions/1/resources/${bpmn}`))
      .body;
    const saved = await administrator.put(`${draft}/resources/${bpmn}`, {
      revision: null,
      content: withScript(content),
    });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    const published = await administrator.post(`${draft}/publish`, { note: 'JavaScript' });
    assert.equal(published.status, 200, JSON.stringify([published.body, saved.body.problems]));
  });
  after(async () => await product.stop());

  test('the report goes on when its script has run', async () => {
    await arrives(await send(report));
  });

  test('a script that never ends holds up neither the pages nor the reports behind it', async () => {
    await send({ ...report, category: 'HT-CS' });
    const begun = Date.now();
    assert.equal((await citizen.get('/api/v1/intake')).status, 200);
    assert.ok(Date.now() - begun < 2_000);
    await arrives(await send(report));
    const stuck = await eventually(async () => {
      const live = await administrator.get('/api/v1/services/citizen-feedback/versions/2/live');
      return live.body.find(({ element }: Body) => element === 'count');
    }, 'an incident at the script');
    assert.deepEqual(stuck, { element: 'count', waiting: 0, late: 0, incidents: 1 });
  });

  test('killed before or while it runs, the script runs again', async () => {
    const receipt = await send(report);
    await product.kill();
    await product.start();
    operator = await signedIn(product.url, officials.operator);
    await arrives(receipt);
  });
});
