// Short ways to write tiny models: one per rule, that keeps it and that breaks it.

export interface Example {
  readonly code: string;
  /** The element that the broken model is refused at. */
  readonly at: string;
  /** What stands in the definitions. */
  readonly keeps: string;
  readonly breaks: string;
}

export const flow = (id: string, from: string, to: string, inside = '') =>
  `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${inside}</sequenceFlow>`;

export const when = '<conditionExpression xsi:type="tFormalExpression">x</conditionExpression>';

export const process = (inside: string, attributes = '') =>
  `<process id="p" isExecutable="true" ${attributes}>${inside}</process>`;

/** A process from a start event over `a` to an end event. */
export const line = (a: string, more = '') =>
  process(`<startEvent id="s"/>${a}<endEvent id="e"/>${flow('f1', 's', 'a')}${flow('f2', 'a', 'e')}${more}`);

/** A sub-process `a` with this inside. */
export const sub = (inside: string, element = 'subProcess', attributes = '') =>
  line(`<${element} id="a" ${attributes}>${inside}</${element}>`);

/** An event on the border of a task, with a way out. */
export const border = (definition: string, attributes = '', host = '<task id="a"/>') =>
  line(
    host,
    `<boundaryEvent id="b" attachedToRef="a" ${attributes}>${definition}</boundaryEvent>${flow('f3', 'b', 'e')}`,
  );

/** An event sub-process beside a plain line; `start` is the inside of its start event. */
export const eventSub = (start: string, attributes = '') => line('<task id="a"/>', eventSubProcess(start, attributes));

export const eventSubProcess = (start: string, attributes = '') =>
  `<subProcess id="v" triggeredByEvent="true"><startEvent id="vs" ${attributes}>${start}</startEvent><endEvent id="ve"/>
  ${flow('vf', 'vs', 've')}</subProcess>`;

/** An event-based gateway `g` with these two targets, each of which leads to the end. */
export const choice = (b: string, c: string, attributes = '', more = '') =>
  process(`<startEvent id="s"/><eventBasedGateway id="g" ${attributes}/>${b}${c}<endEvent id="e"/>${flow('f1', 's', 'g')}
  ${flow('f2', 'g', 'b')}${flow('f3', 'g', 'c')}${flow('f4', 'b', 'e')}${flow('f5', 'c', 'e')}${more}`);

export const timer =
  '<timerEventDefinition><timeDuration xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition>';
export const message = '<messageEventDefinition messageRef="m"/>';
export const signal = '<signalEventDefinition signalRef="g1"/>';

/** Two participants and this between them; `q` is the process of the second. */
export const pools = (inside: string, process1: string, process2 = '') =>
  `<collaboration id="co"><participant id="p1" processRef="p"/><participant id="p2" ${process2 && 'processRef="q"'}/>
  ${inside}</collaboration>${process1}${process2}`;

export const choreography = (inside: string, attributes = '') =>
  `<choreography id="ch" ${attributes}><participant id="ha"/><participant id="hb"/><participant id="hc"/>
  <messageFlow id="ab" sourceRef="ha" targetRef="hb"/><messageFlow id="ba" sourceRef="hb" targetRef="ha"/>
  <messageFlow id="cb" sourceRef="hc" targetRef="hb"/>${inside}</choreography>`;

/** A choreography task between two participants, begun by the first. */
export const exchange = (id: string, from: string, to: string, flows: string, initiator = from) =>
  `<choreographyTask id="${id}" initiatingParticipantRef="${initiator}"><participantRef>${from}</participantRef>
  <participantRef>${to}</participantRef>${flows}</choreographyTask>`;

export const uses = (id: string) => `<messageFlowRef>${id}</messageFlowRef>`;

/** Inputs and outputs of an activity or process. */
export const io = (data: string, inputs: string, outputs: string) =>
  `<ioSpecification>${data}<inputSet>${inputs}</inputSet><outputSet>${outputs}</outputSet></ioSpecification>`;
export const inputs = (...ids: readonly string[]) => ids.map((id) => `<dataInputRefs>${id}</dataInputRefs>`).join('');
export const outputs = (...ids: readonly string[]) =>
  ids.map((id) => `<dataOutputRefs>${id}</dataOutputRefs>`).join('');
