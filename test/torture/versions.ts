/**
 * What the torture adds to the demo city: two more versions of its service. In both a program outside registers an
 * approved result, and then a message and a timer race; in the second one the approval is called otherwise, so that a
 * case that waits there has something to be carried over.
 */
import assert from 'node:assert/strict';
import { signedIn } from '#test/support/path.ts';
import type { Visitor } from '#test/support/visitor.ts';

/** Topic of the job that a program outside does. */
export const registering = 'torture-register';
/** Message that races with the timer. */
export const inspected = 'inspected';
/** Error of the model that the program outside may end its work with. */
export const refusedOutside = 'REFUSED';

const service = '/api/v1/services/citizen-feedback';
const diagram = 'citizen-feedback.bpmn';

/** @returns token of the program outside */
export async function layOut(url: string): Promise<string> {
  const visitor = await signedIn(url, 'quantri');
  const first = await visitor.get(`${service}/versions/1/resources/${diagram}`);
  const raced = withRace(String(first.body.content));
  await publish(visitor, raced);
  await publish(visitor, raced.replaceAll(/\b(id|sourceRef|targetRef|bpmnElement)="approve(_di)?"/g, '$1="sign$2"'));
  const made = await visitor.post('/api/v1/worker-tokens', { name: 'torture', topics: [registering] });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  return made.body.token;
}

async function publish(visitor: Visitor, content: string): Promise<void> {
  const saved = await visitor.put(`${service}/draft/resources/${diagram}`, { revision: null, content });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  const done = await visitor.post(`${service}/draft/publish`, { note: 'Thử' });
  assert.equal(done.status, 200, JSON.stringify([done.body, saved.body]));
}

/** The flow from the approval to the review goes through the program outside and the race. */
function withRace(content: string): string {
  return content
    .replace(
      /(<bpmn:process id="citizen-feedback")/,
      `<bpmn:message id="${inspected}" name="${inspected}"/><bpmn:error id="refusedOutside" name="refused" errorCode="${refusedOutside}"/>$1`,
    )
    .replace(
      '<bpmn:incoming>f_approved</bpmn:incoming>',
      '<bpmn:incoming>f_seen</bpmn:incoming><bpmn:incoming>f_unseen</bpmn:incoming>',
    )
    .replace('sourceRef="approved" targetRef="review"', 'sourceRef="approved" targetRef="register"')
    .replace('</bpmn:process>', `${nodes}</bpmn:process>`);
}

const flows = [
  ['f_registered', 'register', 'inspection'],
  ['f_refused', 'refused', 'inspection'],
  ['f_wait', 'inspection', 'seen'],
  ['f_timeout', 'inspection', 'unseen'],
  ['f_seen', 'seen', 'review'],
  ['f_unseen', 'unseen', 'review'],
] as const;

const ends = (id: string) =>
  flows
    .flatMap(([flow, from, to]) => [
      ...(to === id ? [`<bpmn:incoming>${flow}</bpmn:incoming>`] : []),
      ...(from === id ? [`<bpmn:outgoing>${flow}</bpmn:outgoing>`] : []),
    ])
    .join('');

const nodes = `
  <bpmn:serviceTask id="register" name="Ghi sổ" wardflow:jobType="${registering}" wardflow:retries="R5/PT1S">
    <bpmn:extensionElements><wardflow:input name="number" value="=registerNumber"/></bpmn:extensionElements>
    <bpmn:incoming>f_approved</bpmn:incoming>${ends('register')}</bpmn:serviceTask>
  <bpmn:boundaryEvent id="refused" name="Không ghi được" attachedToRef="register">${ends('refused')}<bpmn:errorEventDefinition id="refused_error" errorRef="refusedOutside"/></bpmn:boundaryEvent>
  <bpmn:eventBasedGateway id="inspection" name="Chờ kiểm tra">${ends('inspection')}</bpmn:eventBasedGateway>
  <bpmn:intermediateCatchEvent id="seen" name="Đã kiểm tra">${ends('seen')}<bpmn:messageEventDefinition id="seen_message" messageRef="${inspected}"/></bpmn:intermediateCatchEvent>
  <bpmn:intermediateCatchEvent id="unseen" name="Hết giờ">${ends('unseen')}<bpmn:timerEventDefinition id="unseen_timer"><bpmn:timeDuration>PT3S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
  ${flows.map(([id, from, to]) => `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`).join('')}`;
