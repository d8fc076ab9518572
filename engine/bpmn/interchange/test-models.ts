// Models for the tests of this folder, one per dialect, written for them.

export const bpmnUri = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

/** A process in the dialect of Camunda 7 and its relatives. */
export const seven = (inside: string, prefix = 'camunda', uri = 'http://camunda.org/schema/1.0/bpmn'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="${bpmnUri}" xmlns:${prefix}="${uri}" id="d" targetNamespace="t">
  <bpmn:process id="p" isExecutable="true">
    <bpmn:startEvent id="s" />
    <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="a" />
    ${inside}
    <bpmn:sequenceFlow id="f2" sourceRef="a" targetRef="e" />
    <bpmn:endEvent id="e" />
  </bpmn:process>
</bpmn:definitions>
`;

export const zeebe = (inside: string): string => seven(inside, 'zeebe', 'http://camunda.org/schema/zeebe/1.0');

/** Everything that is easily lost: comments, CDATA, defaults written out, odd prefixes, foreign parts, drawing. */
export const crowded = `<?xml version="1.0" encoding="UTF-8"?>
<!-- drawn by hand -->
<model:definitions xmlns:model="${bpmnUri}" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
    xmlns:omgdc="http://www.omg.org/spec/DD/20100524/DC" xmlns:omgdi="http://www.omg.org/spec/DD/20100524/DI"
    xmlns:tool="https://example.org/tool" xmlns:unused="https://example.org/unused"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0"
    xmlns:here="urn:here" id="definitions" targetNamespace="urn:here"
    expressionLanguage="http://www.w3.org/1999/XPath" tool:made="yes">
  <model:message id="order" name="Đơn hàng"/>
  <model:category id="kinds"><model:categoryValue id="kind" value="urgent"/></model:category>
  <model:process id="main" isExecutable="true" tool:note="line one&#10;line two">
    <model:documentation textFormat="text/plain">  keeps
   its blanks </model:documentation>
    <model:extensionElements>
      <tool:settings level="3"><tool:entry><![CDATA[a < b && c]]></tool:entry></tool:settings>
    </model:extensionElements>
    <model:dataStoreReference id="store" name="Sổ"/>
    <model:startEvent id="begin" name="Bắt đầu" isInterrupting="true"><model:outgoing>here:one</model:outgoing></model:startEvent>
    <model:sequenceFlow id="one" sourceRef="begin" targetRef="work"/>
    <!-- the work -->
    <model:userTask id="work" name='Xử lý "gấp"' startQuantity="1" isForCompensation="false" tool:colour="red">
      <model:incoming>here:one</model:incoming>
      <model:outgoing>two</model:outgoing>
    </model:userTask>
    <model:textAnnotation id="note"><model:text>A &amp; B</model:text></model:textAnnotation>
    <model:sequenceFlow id="two" sourceRef="work" targetRef="choose"/>
    <model:exclusiveGateway id="choose" default="four"/>
    <model:sequenceFlow id="three" sourceRef="choose" targetRef="done">
      <model:conditionExpression xsi:type="model:tFormalExpression"><![CDATA[=x > 1]]></model:conditionExpression>
    </model:sequenceFlow>
    <model:sequenceFlow id="four" sourceRef="choose" targetRef="other"/>
    <model:endEvent id="done"/>
    <model:endEvent id="other"/>
    <model:group id="group" categoryValueRef="kind"/>
    <model:association id="line" sourceRef="work" targetRef="note" associationDirection="None"/>
  </model:process>
  <bpmndi:BPMNDiagram id="diagram" resolution="72.0">
    <bpmndi:BPMNPlane id="plane" bpmnElement="here:main">
      <bpmndi:BPMNShape id="begin_di" bpmnElement="begin" bioc:stroke="#123456"><omgdc:Bounds x="10.0" y="20.0" width="36.0" height="36.0"/></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="work_di" bpmnElement="work"><omgdc:Bounds x="100" y="0" width="100" height="80"/><bpmndi:BPMNLabel><omgdc:Bounds x="100" y="90" width="50" height="12"/></bpmndi:BPMNLabel></bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="one_di" bpmnElement="one"><omgdi:waypoint xsi:type="omgdc:Point" x="46" y="38"/><omgdi:waypoint x="100" y="40"/></bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</model:definitions>
<!-- the end -->
`;
