// §10.4 and §10.5.1: sets, data objects, data associations, data of events.
import { type Example, flow, inputs, io, line, outputs, process, sub } from './write.ts';

const items = '<itemDefinition id="i" structureRef="x:one"/><itemDefinition id="j" structureRef="x:two"/>';
const object = (id: string, item = 'i') =>
  `<dataObject id="${id}o" itemSubjectRef="${item}"/><dataObjectReference id="${id}" dataObjectRef="${id}o"/>`;
const holder = (specification: string) =>
  line(
    `<task id="a">${specification}</task><task id="z"><ioSpecification><dataInput id="zd"/>
  <inputSet><dataInputRefs>zd</dataInputRefs></inputSet><outputSet/></ioSpecification></task>`,
    flow('f8', 's', 'z') + flow('f9', 'z', 'e'),
  );
const two = '<dataInput id="d"/><dataInput id="d2"/>';
const moved = (association: string, data = '<dataInput id="d" itemSubjectRef="i"/>') =>
  items +
  line(
    `<task id="a">${io(data, inputs('d'), '')}<dataInputAssociation id="da">${association}</dataInputAssociation></task>`,
    object('r') + object('r2') + object('w', 'j'),
  );
const from = (...ids: readonly string[]) => ids.map((id) => `<sourceRef>${id}</sourceRef>`).join('');
const to = (id: string) => `<targetRef>${id}</targetRef>`;
const pairing = (first: string, second: string) =>
  holder(`<ioSpecification><dataInput id="d"/><dataOutput id="o"/><inputSet id="is"><dataInputRefs>d</dataInputRefs>${first}</inputSet>
  <outputSet id="os"><dataOutputRefs>o</dataOutputRefs>${second}</outputSet></ioSpecification>`);
const outer = (association: string) =>
  process(`${io('<dataInput id="pd"/>', inputs('pd'), '')}<startEvent id="s"/><task id="a">${io('<dataOutput id="o"/>', '', outputs('o'))}
  <dataOutputAssociation id="da">${association}</dataOutputAssociation></task><endEvent id="e"/>${object('r').replace(' itemSubjectRef="i"', '')}
  ${flow('f1', 's', 'a')}${flow('f2', 'a', 'e')}`);
const events = `${items}<signal id="g1" name="g" structureRef="i"/><signal id="g2" name="h" structureRef="i"/>`;
const caught = (definitions: string, data: string, sets: string) =>
  events +
  line(`<intermediateCatchEvent id="a">${data}<outputSet>${sets}</outputSet>${definitions}</intermediateCatchEvent>`);
const signals = '<signalEventDefinition signalRef="g1"/><signalEventDefinition signalRef="g2"/>';
const datum = (id: string, item = 'i') => `<dataOutput id="${id}" itemSubjectRef="${item}"/>`;
const inner = (reference: string) =>
  line(
    `<subProcess id="a"><task id="i1"/><dataObject id="hidden"/></subProcess>`,
    `<dataObject id="open"/>${reference}`,
  );

export const dataExamples: readonly Example[] = [
  {
    code: 'DATA_IN_NO_SET',
    at: 'a',
    keeps: holder(io(two, inputs('d', 'd2'), '')),
    breaks: holder(io(two, inputs('d'), '')),
  },
  {
    code: 'SET_NAMES_FOREIGN_DATA',
    at: 'a',
    keeps: holder(io('<dataInput id="d"/>', inputs('d'), '')),
    breaks: holder(io('<dataInput id="d"/>', inputs('d', 'zd'), '')),
  },
  {
    code: 'SET_SUBSET',
    at: 'a',
    keeps: holder(io(two, `${inputs('d', 'd2')}<optionalInputRefs>d2</optionalInputRefs>`, '')),
    breaks: holder(`<ioSpecification>${two}<inputSet>${inputs('d')}<optionalInputRefs>d2</optionalInputRefs></inputSet>
      <inputSet>${inputs('d2')}</inputSet><outputSet/></ioSpecification>`),
  },
  {
    code: 'SETS_NOT_PAIRED',
    at: 'a',
    keeps: pairing('<outputSetRefs>os</outputSetRefs>', '<inputSetRefs>is</inputSetRefs>'),
    breaks: pairing('<outputSetRefs>os</outputSetRefs>', ''),
  },
  {
    code: 'DATA_STATE_NAME',
    at: 'r',
    keeps: line(
      '<task id="a"/>',
      '<dataObject id="o" name="Bill"/><dataObjectReference id="r" name="Bill [paid]" dataObjectRef="o"><dataState name="paid"/></dataObjectReference>',
    ),
    breaks: line(
      '<task id="a"/>',
      '<dataObject id="o" name="Bill"/><dataObjectReference id="r" name="Paid" dataObjectRef="o"><dataState name="paid"/></dataObjectReference>',
    ),
  },
  {
    code: 'DATA_OBJECT_WITH_STATE',
    at: 'o',
    keeps: line(
      '<task id="a"/>',
      '<dataObject id="o"/><dataObjectReference id="r" dataObjectRef="o"><dataState name="paid"/></dataObjectReference>',
    ),
    breaks: line('<task id="a"/>', '<dataObject id="o"><dataState name="paid"/></dataObject>'),
  },
  {
    code: 'DATA_REFERENCE_WITH_ITEM',
    at: 'r',
    keeps: items + line('<task id="a"/>', object('r')),
    breaks:
      items +
      line('<task id="a"/>', '<dataObject id="o"/><dataObjectReference id="r" dataObjectRef="o" itemSubjectRef="i"/>'),
  },
  {
    code: 'DATA_OBJECT_OUT_OF_SIGHT',
    at: 'r',
    keeps: inner('<dataObjectReference id="r" dataObjectRef="open"/>'),
    breaks: inner('<dataObjectReference id="r" dataObjectRef="hidden"/>'),
  },
  { code: 'DATA_ASSOCIATION_END', at: 'da', keeps: moved(from('r') + to('d')), breaks: moved(from('r') + to('r2')) },
  { code: 'PROCESS_DATA_DIRECTION', at: 'da', keeps: outer(from('o') + to('r')), breaks: outer(from('o') + to('pd')) },
  {
    code: 'DATA_ASSOCIATION_SOURCES',
    at: 'da',
    keeps: moved(`${from('r', 'r2') + to('d')}<transformation>r + r2</transformation>`),
    breaks: moved(from('r', 'r2') + to('d')),
  },
  { code: 'DATA_ASSOCIATION_SOURCE_MISSING', at: 'da', keeps: moved(from('r') + to('d')), breaks: moved(to('d')) },
  { code: 'DATA_ASSOCIATION_ITEM', at: 'da', keeps: moved(from('r') + to('d')), breaks: moved(from('w') + to('d')) },
  {
    code: 'DATA_OUT_OF_SIGHT',
    at: 'da',
    keeps: moved(from('r') + to('d')),
    breaks: moved(from('deep') + to('d')).replace(
      '</process>',
      '<subProcess id="sp" triggeredByEvent="true"><dataObject id="deep"/></subProcess></process>',
    ),
  },
  {
    code: 'EVENT_DATA_COUNT',
    at: 'a',
    keeps: caught(signals, datum('d') + datum('d2'), outputs('d', 'd2')),
    breaks: caught(signals, datum('d'), outputs('d')),
  },
  {
    code: 'EVENT_DATA_ITEM',
    at: 'a',
    keeps: caught('<signalEventDefinition signalRef="g1"/>', datum('d'), outputs('d')),
    breaks: caught('<signalEventDefinition signalRef="g1"/>', datum('d', 'j'), outputs('d')),
  },
  {
    code: 'CHILD_REQUIRED',
    at: 'a',
    keeps: sub('<task id="i"/>'),
    breaks: line('<task id="a"><ioSpecification><outputSet/></ioSpecification></task>'),
  },
  {
    code: 'CHILD_ONCE',
    at: 'a',
    keeps: line('<task id="a"><standardLoopCharacteristics loopMaximum="2"/></task>'),
    breaks: line('<task id="a"><standardLoopCharacteristics loopMaximum="2"/><standardLoopCharacteristics/></task>'),
  },
  {
    code: 'ATTRIBUTE_REQUIRED',
    at: 'n',
    keeps: '<resource id="n" name="n"/>',
    breaks: '<resource id="n"/>',
  },
  {
    code: 'VALUE_NOT_IN_LIST',
    at: 'a',
    keeps: line('<task id="a" isForCompensation="false" startQuantity="1"/>'),
    breaks: line('<task id="a" isForCompensation="no"/>'),
  },
];
