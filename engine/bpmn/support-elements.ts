// Every concrete type of the BPMN 2.0 meta-model with its paragraph and a pair of models that shows what becomes of it.

import { collaborationGroups } from './support-collaborations.ts';
import { eventModel } from './support-events.ts';
import { added, gateways, instead, model, node, type Pair, type SupportGroup } from './support-models.ts';

const event = (...pair: Parameters<typeof eventModel>): Pair => ({ with: eventModel(...pair), without: model({}) });
const feel = (text: string): string =>
  `<conditionExpression xsi:type="tFormalExpression">=${text}</conditionExpression>`;
const inTask = (inside: string, root = ''): Pair => instead({ inside, root }, { root });
const resource = '<resource id="r" name="R"><resourceParameter id="rp" name="x"/></resource>';
const specification = (more = ''): string =>
  `<ioSpecification id="io"><dataInput id="di" name="di"/><dataOutput id="do" name="do"/>
  <inputSet id="is"><dataInputRefs>di</dataInputRefs></inputSet><outputSet id="os"><dataOutputRefs>do</dataOutputRefs></outputSet></ioSpecification>${more}`;
const data = '<dataObject id="o" name="o"/><dataObjectReference id="or" name="o" dataObjectRef="o"/>';
const association = (kind: 'Input' | 'Output', inner = ''): Pair => {
  const [source, target] = kind === 'Input' ? ['or', 'di'] : ['do', 'or'];
  const inside = `${specification()}<data${kind}Association id="da"><sourceRef>${source}</sourceRef><targetRef>${target}</targetRef>${inner}</data${kind}Association>`;
  return instead({ beside: data, inside }, { beside: data, inside: specification() });
};
/** A datum that an association reads or writes, against nothing of the kind. */
const moved = (beside: string, kind: 'Input' | 'Output' = 'Input'): Pair => ({
  with: association(kind).with.replace(data, beside),
  without: model({}),
});
const loop = (inside: string): Pair => node(`<task id="a" name="a">${inside}</task>`);
const sub = (name: string, attributes = '', inner = ''): Pair =>
  node(
    `<${name} id="a"${attributes}><startEvent id="s2"/><sequenceFlow id="g1" sourceRef="s2" targetRef="b"/><task id="b"/>
    <sequenceFlow id="g2" sourceRef="b" targetRef="e2"/><endEvent id="e2"/>${inner}</${name}>`,
  );
const called = (definition: string): Pair =>
  instead(
    { root: definition, node: '<callActivity id="a" calledElement="t:g1"/>' },
    { node: '<callActivity id="a" calledElement="t:g1"/>' },
  );

export const supportGroups: readonly SupportGroup[] = [
  {
    title: 'Tasks and sub-processes',
    entries: [
      ['Task', '10.3.3', node('<task id="a"/>')],
      ['UserTask', '10.3.4.1', instead({}, { node: '<task id="a"/>' })],
      ['ManualTask', '10.3.4.1', node('<manualTask id="a"/>')],
      ['ServiceTask', '10.3.3.1', node('<serviceTask id="a" wardflow:jobType="x"/>')],
      ['SendTask', '10.3.3.1', node('<sendTask id="a" messageRef="m"/>')],
      ['ReceiveTask', '10.3.3.1', node('<receiveTask id="a" messageRef="m"/>')],
      [
        'ScriptTask',
        '10.3.3.1',
        node('<scriptTask id="a" scriptFormat="text/feel" wardflow:result="x"><script>1</script></scriptTask>'),
      ],
      ['BusinessRuleTask', '10.3.3.1', node('<businessRuleTask id="a" wardflow:decision="x" wardflow:result="y"/>')],
      ['CallActivity', '10.3.6', node('<callActivity id="a" calledElement="t:q"/>')],
      ['GlobalTask', '10.3.7', called('<globalTask id="g1"/>')],
      ['GlobalUserTask', '10.3.7', called('<globalUserTask id="g1" wardflow:role="officer"/>')],
      ['GlobalManualTask', '10.3.7', called('<globalManualTask id="g1"/>')],
      [
        'GlobalScriptTask',
        '10.3.7',
        called(
          '<globalScriptTask id="g1" scriptLanguage="text/feel" wardflow:result="x"><script>1</script></globalScriptTask>',
        ),
      ],
      [
        'GlobalBusinessRuleTask',
        '10.3.7',
        called('<globalBusinessRuleTask id="g1" wardflow:decision="x" wardflow:result="y"/>'),
      ],
      ['SubProcess', '10.3.5', sub('subProcess')],
      ['Transaction', '10.3.5', sub('transaction')],
      ['AdHocSubProcess', '10.3.5', node('<adHocSubProcess id="a"><task id="b"/></adHocSubProcess>')],
      [
        'StandardLoopCharacteristics',
        '10.3.8',
        loop(
          '<standardLoopCharacteristics loopMaximum="3"><loopCondition xsi:type="tFormalExpression">=x</loopCondition></standardLoopCharacteristics>',
        ),
      ],
      [
        'MultiInstanceLoopCharacteristics',
        '10.3.8',
        loop(
          '<multiInstanceLoopCharacteristics><loopCardinality xsi:type="tFormalExpression">=3</loopCardinality></multiInstanceLoopCharacteristics>',
        ),
      ],
      [
        'ComplexBehaviorDefinition',
        '10.3.8',
        loop(
          '<multiInstanceLoopCharacteristics behavior="Complex"><loopCardinality xsi:type="tFormalExpression">=3</loopCardinality><complexBehaviorDefinition><condition xsi:type="tFormalExpression">=x</condition><event id="i"><signalEventDefinition signalRef="g"/></event></complexBehaviorDefinition></multiInstanceLoopCharacteristics>',
        ),
      ],
      [
        'ImplicitThrowEvent',
        '10.3.8',
        loop(
          '<multiInstanceLoopCharacteristics behavior="Complex"><loopCardinality xsi:type="tFormalExpression">=3</loopCardinality><complexBehaviorDefinition><condition xsi:type="tFormalExpression">=x</condition><event id="i"><signalEventDefinition signalRef="g"/></event></complexBehaviorDefinition></multiInstanceLoopCharacteristics>',
        ),
      ],
    ],
  },
  {
    title: 'Gateways and flows',
    entries: [
      ['ExclusiveGateway', '10.6.2', gateways('exclusiveGateway', feel('x'))],
      ['InclusiveGateway', '10.6.3', gateways('inclusiveGateway', feel('x'))],
      ['ParallelGateway', '10.6.4', gateways('parallelGateway')],
      ['ComplexGateway', '10.6.5', gateways('complexGateway')],
      [
        'EventBasedGateway',
        '10.6.6',
        node(
          `<eventBasedGateway id="a"/><sequenceFlow id="g1" sourceRef="a" targetRef="x"/><sequenceFlow id="g2" sourceRef="a" targetRef="y"/>
        <intermediateCatchEvent id="x"><messageEventDefinition messageRef="m"/></intermediateCatchEvent><sequenceFlow id="g3" sourceRef="x" targetRef="e"/>
        <intermediateCatchEvent id="y"><signalEventDefinition signalRef="g"/></intermediateCatchEvent><sequenceFlow id="g4" sourceRef="y" targetRef="e"/><endEvent id="e"/>`,
          { end: '' },
        ),
      ],
      ['SequenceFlow', '8.4.13', null],
      [
        'Expression',
        '8.4.6',
        instead(
          {
            node: '<exclusiveGateway id="a" default="f3"/><sequenceFlow id="f3" sourceRef="a" targetRef="e"/>',
            flow: '<conditionExpression>=x</conditionExpression>',
          },
          {},
        ),
      ],
      [
        'FormalExpression',
        '8.4.6',
        instead(
          {
            node: '<exclusiveGateway id="a" default="f3"/><sequenceFlow id="f3" sourceRef="a" targetRef="e"/>',
            flow: feel('x'),
          },
          {},
        ),
      ],
    ],
  },
  {
    title: 'Events',
    entries: [
      ['StartEvent', '10.5.2', null],
      ['EndEvent', '10.5.3', null],
      ['IntermediateCatchEvent', '10.5.4', event('catch', 'message')],
      ['IntermediateThrowEvent', '10.5.4', event('throw', 'signal')],
      ['BoundaryEvent', '10.5.4', event('interruptingBoundary', 'message')],
      ['MessageEventDefinition', '10.5.5', event('catch', 'message')],
      ['TimerEventDefinition', '10.5.5', event('catch', 'timer')],
      ['ErrorEventDefinition', '10.5.5', event('end', 'error')],
      ['EscalationEventDefinition', '10.5.5', event('end', 'escalation')],
      ['CancelEventDefinition', '10.5.5', event('end', 'cancel')],
      ['CompensateEventDefinition', '10.5.5', event('throw', 'compensation')],
      ['ConditionalEventDefinition', '10.5.5', event('catch', 'conditional')],
      ['LinkEventDefinition', '10.5.5', event('catch', 'link')],
      ['SignalEventDefinition', '10.5.5', event('catch', 'signal')],
      ['TerminateEventDefinition', '10.5.5', event('end', 'terminate')],
      ['Message', '8.4.11', event('catch', 'message')],
      ['Signal', '10.5.5', event('catch', 'signal')],
      ['Error', '8.4.3', event('end', 'error')],
      ['Escalation', '8.4.4', event('end', 'escalation')],
    ],
  },
  {
    title: 'Data',
    entries: [
      ['Property', '10.4.1', moved('<property id="or" name="o"/>')],
      ['DataObject', '10.4.1', moved(data)],
      ['DataObjectReference', '10.4.1', moved(data)],
      [
        'DataState',
        '10.4.1',
        instead(
          {
            beside:
              '<dataObject id="o" name="o"/><dataObjectReference id="or" name="o [x]" dataObjectRef="o"><dataState id="st" name="x"/></dataObjectReference>',
          },
          { beside: '<dataObject id="o" name="o"/><dataObjectReference id="or" name="o [x]" dataObjectRef="o"/>' },
        ),
      ],
      ['DataStore', '10.4.1', added({ root: '<dataStore id="ds" name="ds"/>' })],
      ['DataStoreReference', '10.4.1', added({ beside: '<dataStoreReference id="dr" name="ds"/>' })],
      ['InputOutputSpecification', '10.4.1', moved(data)],
      ['DataInput', '10.4.1', moved(data)],
      ['DataOutput', '10.4.1', moved(data, 'Output')],
      ['InputSet', '10.4.1', inTask(specification())],
      ['OutputSet', '10.4.1', inTask(specification())],
      ['DataInputAssociation', '10.4.1', association('Input')],
      ['DataOutputAssociation', '10.4.1', association('Output')],
      [
        'Assignment',
        '10.4.1',
        association(
          'Input',
          '<assignment><from xsi:type="tFormalExpression">=o + 1</from><to xsi:type="tFormalExpression">di</to></assignment>',
        ),
      ],
      ['ItemDefinition', '8.4.10', added({ root: '<itemDefinition id="it" structureRef="t:x"/>' })],
      ['ItemAwareElement', '10.4.1', 'no element'],
      ['DataAssociation', '10.4.1', 'no element'],
    ],
  },
  {
    title: 'People, lanes and services',
    entries: [
      [
        'LaneSet',
        '10.8',
        added({ beside: '<laneSet id="ls"><lane id="l" name="officer"><flowNodeRef>a</flowNodeRef></lane></laneSet>' }),
      ],
      [
        'Lane',
        '10.8',
        added({
          beside: '<laneSet id="ls"><lane id="l" wardflow:unit="IOC"><flowNodeRef>a</flowNodeRef></lane></laneSet>',
        }),
      ],
      ['Resource', '8.4.12', added({ root: resource })],
      ['ResourceParameter', '8.4.12', added({ root: resource })],
      ['ResourceRole', '10.3.1', inTask('<resourceRole id="rr"><resourceRef>r</resourceRef></resourceRole>', resource)],
      ['Performer', '10.3.2', inTask('<performer id="rr"><resourceRef>r</resourceRef></performer>', resource)],
      [
        'HumanPerformer',
        '10.3.4',
        inTask('<humanPerformer id="rr"><resourceRef>r</resourceRef></humanPerformer>', resource),
      ],
      [
        'PotentialOwner',
        '10.3.4',
        inTask('<potentialOwner id="rr"><resourceRef>r</resourceRef></potentialOwner>', resource),
      ],
      [
        'ResourceAssignmentExpression',
        '10.3.1',
        inTask(
          '<potentialOwner id="rr"><resourceAssignmentExpression><formalExpression>=x</formalExpression></resourceAssignmentExpression></potentialOwner>',
        ),
      ],
      [
        'ResourceParameterBinding',
        '10.3.1',
        inTask(
          '<potentialOwner id="rr"><resourceRef>r</resourceRef><resourceParameterBinding parameterRef="rp"><formalExpression>=x</formalExpression></resourceParameterBinding></potentialOwner>',
          resource,
        ),
      ],
      ['Rendering', '10.3.4', inTask('<rendering id="re"/>')],
      [
        'Interface',
        '8.5.1',
        added({
          root: '<interface id="i" name="i"><operation id="op" name="op"><inMessageRef>m</inMessageRef></operation></interface>',
        }),
      ],
      [
        'Operation',
        '8.5.3',
        added({
          root: '<interface id="i" name="i"><operation id="op" name="op"><inMessageRef>m</inMessageRef></operation></interface>',
        }),
      ],
      ['EndPoint', '8.5.2', added({ root: '<endPoint id="ep"/>' })],
      [
        'InputOutputBinding',
        '8.4.7',
        added({
          root: '<interface id="i" name="i"><operation id="op" name="op"><inMessageRef>m</inMessageRef></operation></interface>',
          beside: `<supportedInterfaceRef>i</supportedInterfaceRef>${specification()}<ioBinding inputDataRef="is" outputDataRef="os" operationRef="op"/>`,
        }),
      ],
      ['Auditing', '10.10', added({ beside: '<auditing id="au"/>' })],
      ['Monitoring', '10.11', added({ beside: '<monitoring id="mo"/>' })],
    ],
  },
  ...collaborationGroups,
  {
    title: 'Everything else',
    entries: [
      ['Definitions', '8.2.1', null],
      ['Process', '10.2', null],
      [
        'Import',
        '8.2.2',
        added({ root: '<import importType="http://www.w3.org/2001/XMLSchema" location="x.xsd" namespace="urn:x"/>' }),
      ],
      ['Documentation', '8.3.2', inTask('<documentation>x</documentation>')],
      [
        'ExtensionElements',
        '8.3.3',
        inTask('<extensionElements><wardflow:deadline duration="PT1H"/></extensionElements>'),
      ],
      ['Extension', '8.3.3', added({ root: '<extension definition="t:x" mustUnderstand="false"/>' })],
      ['ExtensionDefinition', '8.3.3', 'no element'],
      ['ExtensionAttributeDefinition', '8.3.3', 'no element'],
      [
        'Relationship',
        '8.3.4',
        added({ root: '<relationship id="rel" type="t:x"><source>p</source><target>p</target></relationship>' }),
      ],
      ['TextAnnotation', '8.4.1', added({ beside: '<textAnnotation id="ta"><text>x</text></textAnnotation>' })],
      [
        'Group',
        '8.4.1',
        added({
          root: '<category id="k"><categoryValue id="kv" value="x"/></category>',
          beside: '<group id="gr" categoryValueRef="kv"/>',
        }),
      ],
      ['Category', '8.4.1', added({ root: '<category id="k"><categoryValue id="kv" value="x"/></category>' })],
      ['CategoryValue', '8.4.1', added({ root: '<category id="k"><categoryValue id="kv" value="x"/></category>' })],
      ['Association', '8.4.1', event('interruptingBoundary', 'compensation')],
    ],
  },
];
