/** The shipped service with the head's approval as a process of its own, which it calls. */
import type { TestApplication } from './application.ts';

const service = 'citizen-feedback';
const diagram = 'citizen-feedback.bpmn';

const approval = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1"
  id="approvals" targetNamespace="https://wardflow.org/citizen-feedback">
  <bpmn:process id="approval" name="Duyệt" isExecutable="true">
    <bpmn:startEvent id="asked"/><bpmn:endEvent id="answered"/>
    <bpmn:userTask id="approve" name="Duyệt kết quả" wardflow:form="approve" wardflow:unit="=unit" wardflow:role="unit_head" wardflow:stage="cho_duyet"/>
    <bpmn:sequenceFlow id="a1" sourceRef="asked" targetRef="approve"/><bpmn:sequenceFlow id="a2" sourceRef="approve" targetRef="answered"/>
  </bpmn:process>
</bpmn:definitions>`;

/** @param passed so many tasks that nobody does stand before the approval: its key is a later one */
function approvalAfter(passed: number): string {
  const ids = Array.from({ length: passed }, (_, index) => `passed${index}`);
  const flows = ids.map((id, index) => {
    return `<bpmn:task id="${id}"/><bpmn:sequenceFlow id="p${index}" sourceRef="${id}" targetRef="${ids[index + 1] ?? 'approve'}"/>`;
  });
  return approval
    .replace('sourceRef="asked" targetRef="approve"', `sourceRef="asked" targetRef="${ids[0] ?? 'approve'}"`)
    .replace('</bpmn:process>', `${flows.join('')}</bpmn:process>`);
}

export async function publishWithCall(test: TestApplication, passed = 0): Promise<void> {
  const { services } = test.wardflow.application;
  const admin = await test.as('quantri');
  const { content } = await services.resource(admin, service, 1, diagram);
  const called = content.replace(
    /<bpmn:userTask id="approve"[\s\S]*?<\/bpmn:userTask>/,
    `<bpmn:callActivity id="approve" name="Duyệt kết quả" calledElement="approval" wardflow:binding="deployment">
      <bpmn:incoming>f_handled</bpmn:incoming><bpmn:outgoing>f_approve</bpmn:outgoing></bpmn:callActivity>`,
  );
  const first = await services.save(admin, service, {
    revision: null,
    path: 'approval.bpmn',
    content: approvalAfter(passed),
  });
  await services.save(admin, service, { revision: first.revision, path: diagram, content: called });
  await services.publish(admin, service, 'Duyệt là một quy trình riêng');
}
