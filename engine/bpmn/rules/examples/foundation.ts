// Chapter 8: infrastructure, foundation, common elements, services.
import { type Example, inputs, io, line, outputs, process } from './write.ts';

const condition = (attributes: string, body = 'x') =>
  process(`<startEvent id="s"/><task id="a"/><endEvent id="e"/><sequenceFlow id="f1" sourceRef="s" targetRef="a"/>
  <sequenceFlow id="f2" sourceRef="a" targetRef="e"><conditionExpression ${attributes}>${body}</conditionExpression></sequenceFlow>
  <sequenceFlow id="f3" sourceRef="a" targetRef="e"/>`);
const formal = 'xsi:type="tFormalExpression"';

const resource = `<resource id="r" name="r"><resourceParameter id="rp" name="size" isRequired="true"/></resource>
  <resource id="r2" name="r2"><resourceParameter id="rp2" name="other"/></resource>`;
const bound = (parameter: string) =>
  `<resourceParameterBinding parameterRef="${parameter}"><formalExpression>1</formalExpression></resourceParameterBinding>`;
const assigned = '<resourceAssignmentExpression><formalExpression>x</formalExpression></resourceAssignmentExpression>';
const role = (inside: string) =>
  resource + line(`<userTask id="a"><potentialOwner id="o">${inside}</potentialOwner></userTask>`);
const named = '<resourceRef>r</resourceRef>';

const service = `<itemDefinition id="i" structureRef="x:one"/><itemDefinition id="j" structureRef="x:two"/>
  <message id="m" itemRef="i"/><interface id="n" name="n"><operation id="op" name="op"><inMessageRef>m</inMessageRef>
  <outMessageRef>m</outMessageRef></operation></interface>
  <interface id="n2" name="n2"><operation id="op2" name="op2"><inMessageRef>m</inMessageRef></operation></interface>`;
const global = (binding: string, item = 'i') =>
  `${service}<globalTask id="t"><supportedInterfaceRef>n</supportedInterfaceRef>
  ${io(`<dataInput id="d" itemSubjectRef="${item}"/><dataOutput id="o" itemSubjectRef="i"/>`, inputs('d'), outputs('o'))}
  ${binding}</globalTask>${line('<task id="a"><ioSpecification><dataInput id="x1"/><inputSet><dataInputRefs>x1</dataInputRefs></inputSet><outputSet/></ioSpecification></task>')}`;
const binding = (operation: string, data = 'd') =>
  `<ioBinding operationRef="${operation}" inputDataRef="${data}" outputDataRef="o"/>`;

const talk = (expression: string) =>
  `<message id="m"/><message id="k"/><correlationProperty id="cp"><correlationPropertyRetrievalExpression messageRef="${expression}">
  <messagePath>x</messagePath></correlationPropertyRetrievalExpression></correlationProperty>
  <collaboration id="co"><participant id="p1"/><participant id="p2"/><messageFlow id="mf" sourceRef="p1" targetRef="p2" messageRef="m"/>
  <conversation id="cv"><participantRef>p1</participantRef><participantRef>p2</participantRef><messageFlowRef>mf</messageFlowRef>
  <correlationKey id="ck"><correlationPropertyRef>cp</correlationPropertyRef></correlationKey></conversation></collaboration>`;
const subscription = (property: string) =>
  `<message id="m"/>${['cp', 'cq']
    .map(
      (id) => `<correlationProperty id="${id}"><correlationPropertyRetrievalExpression messageRef="m">
  <messagePath>x</messagePath></correlationPropertyRetrievalExpression></correlationProperty>`,
    )
    .join('')}
  <collaboration id="co"><correlationKey id="ck"><correlationPropertyRef>cp</correlationPropertyRef></correlationKey></collaboration>
  ${line(
    '<task id="a"/>',
    `<correlationSubscription id="cs" correlationKeyRef="ck"><correlationPropertyBinding id="cb"
  correlationPropertyRef="${property}"><dataPath>x</dataPath></correlationPropertyBinding></correlationSubscription>`,
  )}`;

export const foundationExamples: readonly Example[] = [
  {
    code: 'IMPORT_TYPE_NOT_URI',
    at: 'definitions',
    keeps: '<import namespace="urn:x" location="x.xsd" importType="http://www.w3.org/2001/XMLSchema"/>',
    breaks: '<import namespace="urn:x" location="x.xsd" importType="schema"/>',
  },
  {
    code: 'EXTENSION_NOT_UNDERSTOOD',
    at: 'definitions',
    keeps: '<extension definition="x:y"/>',
    breaks: '<extension definition="x:y" mustUnderstand="true"/>',
  },
  {
    code: 'TEXT_FORMAT_NOT_MIME',
    at: 'a',
    keeps: line('<task id="a"><documentation textFormat="text/html">t</documentation></task>'),
    breaks: line('<task id="a"><documentation textFormat="html">t</documentation></task>'),
  },
  {
    code: 'TEXT_FORMAT_NOT_MIME',
    at: 'n',
    keeps: line('<task id="a"/>', '<textAnnotation id="n" textFormat="text/plain"/>'),
    breaks: line('<task id="a"/>', '<textAnnotation id="n" textFormat="plain"/>'),
  },
  { code: 'CORRELATION_EXPRESSION_MISSING', at: 'cv', keeps: talk('m'), breaks: talk('k') },
  { code: 'CORRELATION_BINDING_FOREIGN', at: 'cb', keeps: subscription('cp'), breaks: subscription('cq') },
  { code: 'EXPRESSION_NOT_FORMAL', at: 'f2', keeps: condition(formal), breaks: condition('', 'the money is enough') },
  { code: 'EXPRESSION_WITHOUT_BODY', at: 'f2', keeps: condition(formal), breaks: condition(formal, '') },
  {
    code: 'EXPRESSION_LANGUAGE_NOT_URI',
    at: 'f2',
    keeps: condition(`${formal} language="https://www.omg.org/spec/DMN/20191111/FEEL/"`),
    breaks: condition(`${formal} language="feel, mostly"`),
  },
  {
    code: 'ITEM_COLLECTION_DIFFERS',
    at: 'o',
    keeps: `<itemDefinition id="i" isCollection="true"/>${line('<task id="a"/>', '<dataObject id="o" itemSubjectRef="i" isCollection="true"/>')}`,
    breaks: `<itemDefinition id="i" isCollection="true"/>${line('<task id="a"/>', '<dataObject id="o" itemSubjectRef="i"/>')}`,
  },
  { code: 'RESOURCE_TWICE', at: 'a', keeps: role(named + bound('rp')), breaks: role(named + bound('rp') + assigned) },
  { code: 'RESOURCE_BINDING_WITHOUT_RESOURCE', at: 'a', keeps: role(assigned), breaks: role(bound('rp') + assigned) },
  {
    code: 'RESOURCE_PARAMETER_FOREIGN',
    at: 'a',
    keeps: role(named + bound('rp')),
    breaks: role(named + bound('rp') + bound('rp2')),
  },
  { code: 'RESOURCE_PARAMETER_MISSING', at: 'a', keeps: role(named + bound('rp')), breaks: role(named) },
  { code: 'INTERFACE_NOT_BOUND', at: 't', keeps: global(binding('op')), breaks: global('') },
  { code: 'IO_BINDING_OPERATION', at: 't', keeps: global(binding('op')), breaks: global(binding('op2')) },
  { code: 'IO_BINDING_FOREIGN_DATA', at: 't', keeps: global(binding('op')), breaks: global(binding('op', 'x1')) },
  { code: 'IO_BINDING_ITEMS', at: 't', keeps: global(binding('op')), breaks: global(binding('op'), 'j') },
];
