// §10.3 and §10.7: activities, tasks, calls, sub-processes, loops, compensation.
import { type Example, flow, inputs, io, line, outputs, process, sub } from './write.ts';

const items = `<itemDefinition id="i" structureRef="x:one"/><itemDefinition id="j" structureRef="x:two"/>
  <itemDefinition id="many" structureRef="x:one" isCollection="true"/>`;
const service = `${items}<message id="m" itemRef="i"/><interface id="n" name="n"><operation id="op" name="op">
  <inMessageRef>m</inMessageRef></operation></interface>`;
const work = (type: string, specification: string, attributes = '') =>
  service + line(`<${type} id="a" ${attributes}>${specification}</${type}>`);
const din = (id: string, item = 'i') => `<dataInput id="${id}" itemSubjectRef="${item}"/>`;
const dout = (id: string, item = 'i') => `<dataOutput id="${id}" itemSubjectRef="${item}"/>`;
const given = io(din('d'), inputs('d'), '');
const taken = io(dout('d'), '', outputs('d'));

const loop = (inside: string, attributes = '', specification = '') =>
  items +
  line(
    `<task id="a">${specification}<multiInstanceLoopCharacteristics ${attributes}>${inside}</multiInstanceLoopCharacteristics></task>`,
    '<dataObject id="alone"/><dataObject id="all" isCollection="true"/>',
  );
const three = '<loopCardinality xsi:type="tFormalExpression">3</loopCardinality>';
const list = io('<dataInput id="d" itemSubjectRef="many" isCollection="true"/>', inputs('d'), '');
const over = (data: string, item = '') => `<loopDataInputRef>${data}</loopDataInputRef>${item}`;
const thrown = `<complexBehaviorDefinition id="cb"><condition>x</condition></complexBehaviorDefinition>`;
const shared = '<signal id="g1" name="g"/><signalEventDefinition id="se" signalRef="g1"/>';

const undone = (handler: string, link = '<association id="l" sourceRef="b" targetRef="u"/>', more = '') =>
  line(
    '<task id="a"/>',
    `<boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>${handler}${link}${more}`,
  );
const marked = '<task id="u" isForCompensation="true"/>';

const called = (
  specification: string,
) => `${items}${line(`<callActivity id="a" calledElement="t">${specification}</callActivity>`)}
  <globalTask id="t">${given}</globalTask>`;
const own = io('<dataInput id="own" itemSubjectRef="i"/>', inputs('own'), '');

export const activityExamples: readonly Example[] = [
  {
    code: 'QUANTITY_NOT_POSITIVE',
    at: 'a',
    keeps: line('<task id="a" startQuantity="2"/>'),
    breaks: line('<task id="a" startQuantity="0"/>'),
  },
  { code: 'LOOP_WITHOUT_COUNT', at: 'a', keeps: loop(three), breaks: loop('') },
  {
    code: 'LOOP_DATA_NOT_COLLECTION',
    at: 'a',
    keeps: loop(over('d'), '', list),
    breaks: loop(over('d'), '', io(din('d'), inputs('d'), '')),
  },
  { code: 'LOOP_DATA_ELSEWHERE', at: 'a', keeps: loop(over('d'), '', list), breaks: loop(over('all'), '', list) },
  {
    code: 'LOOP_ITEM_DIFFERS',
    at: 'a',
    keeps: loop(over('d', '<inputDataItem id="one" itemSubjectRef="i"/>'), '', list),
    breaks: loop(over('d', '<inputDataItem id="one" itemSubjectRef="j"/>'), '', list),
  },
  {
    code: 'LOOP_BEHAVIOR_COMPLEX',
    at: 'a',
    keeps: loop(three + thrown, 'behavior="Complex"'),
    breaks: loop(three + thrown),
  },
  {
    code: 'LOOP_BEHAVIOR_EVENT',
    at: 'a',
    keeps: shared + loop(three, 'behavior="One" oneBehaviorEventRef="se"'),
    breaks: shared + loop(three, 'behavior="One"'),
  },
  {
    code: 'COMPENSATION_ACTIVITY_FLOWS',
    at: 'u',
    keeps: undone(marked),
    breaks: undone(marked, undefined, flow('f9', 'u', 'e')),
  },
  { code: 'COMPENSATION_WITHOUT_HANDLER', at: 'b', keeps: undone(marked), breaks: undone(marked, '') },
  { code: 'COMPENSATION_HANDLER_NOT_MARKED', at: 'u', keeps: undone(marked), breaks: undone('<task id="u"/>') },
  {
    code: 'TRANSACTION_METHOD',
    at: 'a',
    keeps: sub('<task id="i"/>', 'transaction', 'method="##Store"'),
    breaks: sub('<task id="i"/>', 'transaction', 'method="not a method"'),
  },
  {
    code: 'AD_HOC_WITHOUT_ACTIVITY',
    at: 'a',
    keeps: sub('<task id="i"/>', 'adHocSubProcess'),
    breaks: sub('', 'adHocSubProcess'),
  },
  {
    code: 'AD_HOC_CONTENT',
    at: 'x',
    keeps: sub('<task id="i"/><dataObject id="x"/>', 'adHocSubProcess'),
    breaks: sub(`<task id="i"/><endEvent id="x"/>${flow('f9', 'i', 'x')}`, 'adHocSubProcess'),
  },
  {
    code: 'IMPLEMENTATION_NOT_URI',
    at: 'a',
    keeps: line('<userTask id="a" implementation="##unspecified"/>'),
    breaks: line('<userTask id="a" implementation="our own way"/>'),
  },
  {
    code: 'SCRIPT_FORMAT_MISSING',
    at: 'a',
    keeps: line('<scriptTask id="a" scriptFormat="text/feel"><script>1</script></scriptTask>'),
    breaks: line('<scriptTask id="a"><script>1</script></scriptTask>'),
  },
  {
    code: 'SCRIPT_FORMAT_NOT_MIME',
    at: 'a',
    keeps: line('<scriptTask id="a" scriptFormat="text/feel"><script>1</script></scriptTask>'),
    breaks: line('<scriptTask id="a" scriptFormat="ours"><script>1</script></scriptTask>'),
  },
  {
    code: 'TASK_SETS',
    at: 'a',
    keeps: work('sendTask', given, 'messageRef="m"'),
    breaks: work(
      'sendTask',
      given.replace('<outputSet', `<inputSet>${inputs('d')}</inputSet><outputSet`),
      'messageRef="m"',
    ),
  },
  {
    code: 'TASK_DATA',
    at: 'a',
    keeps: work('sendTask', given, 'messageRef="m"'),
    breaks: work('sendTask', io(din('d') + din('d2'), inputs('d', 'd2'), ''), 'messageRef="m"'),
  },
  {
    code: 'TASK_DATA_ITEM',
    at: 'a',
    keeps: work('receiveTask', taken, 'messageRef="m"'),
    breaks: work('receiveTask', io(dout('d', 'j'), '', outputs('d')), 'messageRef="m"'),
  },
  {
    code: 'OPERATION_DATA_MISSING',
    at: 'a',
    keeps: work('serviceTask', given, 'operationRef="op"'),
    breaks: work('serviceTask', io('', '', ''), 'operationRef="op"'),
  },
  {
    code: 'CALLED_NOT_CALLABLE',
    at: 'a',
    keeps: `${line('<callActivity id="a" calledElement="t"/>')}<globalTask id="t"/>`,
    breaks: line('<callActivity id="a" calledElement="e"/>'),
  },
  { code: 'CALL_DATA_DIFFERS', at: 'a', keeps: called(own), breaks: called('') },
  {
    code: 'SUB_PROCESS_DATA',
    at: 'a',
    keeps: sub('<task id="i"/>'),
    breaks: sub(`${io('<dataInput id="d"/>', inputs('d'), '')}<task id="i"/>`),
  },
  {
    code: 'INSTANTIATE_HAS_INCOMING',
    at: 'a',
    keeps: process(`<receiveTask id="a" instantiate="true"/><endEvent id="e"/>${flow('f2', 'a', 'e')}`),
    breaks: line('<receiveTask id="a" instantiate="true"/>'),
  },
];
