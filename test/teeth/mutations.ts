// Ways to break the core, each in one place: what the simulator must notice. `find` stands in the file exactly once; where
// the core is rewritten, the line is rewritten here too.
export interface Mutation {
  /** What is wrong then. */
  readonly name: string;
  /** Below `engine/core`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export const mutations: readonly Mutation[] = [
  {
    name: 'the border goes on listening after its activity is done',
    file: 'verbs/tokens.ts',
    find: "  dropSubscriptions(run, { kind: 'node', id: node });\n  closeIncident",
    replace: '  closeIncident',
  },
  {
    name: 'a parallel join goes on with one token',
    file: 'elements/gateways/parallel-gateway.ts',
    find: 'element.incoming.every((incoming)',
    replace: 'element.incoming.some((incoming)',
  },
  {
    name: 'an inclusive join does not wait for what can still come',
    file: 'elements/gateways/inclusive-gateway.ts',
    find: 'full.length === 0 || canStillCome(run, scope, element.id, empty, full)',
    replace: 'full.length === 0 || (false && canStillCome(run, scope, element.id, empty, full))',
  },
  {
    name: 'an inclusive gateway takes only the first true flow',
    file: 'elements/gateways/inclusive-gateway.ts',
    find: 'if (taken.length > 0 || element.outgoing.length === 0) return taken;',
    replace: 'if (taken.length > 0 || element.outgoing.length === 0) return taken.slice(0, 1);',
  },
  {
    name: 'a complex gateway counts one token too many',
    file: 'elements/gateways/complex-gateway.ts',
    find: 'isActivated(run, element, scope, full.length)',
    replace: 'isActivated(run, element, scope, full.length + 1)',
  },
  {
    name: 'a complex gateway forgets to wait for its reset',
    file: 'elements/gateways/complex-gateway.ts',
    find: "emit(run, { kind: 'resetAwaited', scope, gateway: element.id, flows: full });",
    replace: '',
  },
  {
    name: 'an exclusive gateway without a true flow takes the first',
    file: 'elements/gateways/exclusive-gateway.ts',
    find: "throw new Stuck('NO_FLOW_TAKEN');",
    replace: 'return element.outgoing.slice(0, 1);',
  },
  {
    name: 'the events of an event-based gateway that lost go on listening',
    file: 'verbs/catch.ts',
    find: "if (other.host.kind === 'node' && other.host.id === node.id) drop(run, other);",
    replace: '',
  },
  {
    name: 'compensation begins with the first done',
    file: 'verbs/compensate.ts',
    find: '(later, at) => at > index &&',
    replace: '(later, at) => at < index &&',
  },
  {
    name: 'what was done in a sub-process is forgotten when it ends',
    file: 'verbs/settle.ts',
    find: '  logInside(run, inside, nodeOf(run, node));\n',
    replace: '',
  },
  {
    name: 'what is thrown as compensation is not waited for',
    file: 'verbs/compensate.ts',
    find: "return detached ? 'done' : 'waits';",
    replace: "return 'done';",
  },
  {
    name: 'what is undone stays in the log and is undone again',
    file: 'verbs/compensate.ts',
    find: "  emit(run, { kind: 'doneSet', scope: scope.id, done: done.filter((one) => !wanted.includes(one)) });\n",
    replace: '',
  },
  {
    name: 'a loop does one turn more than its maximum',
    file: 'verbs/loops.ts',
    find: 'if (maximum !== null && completed >= maximum) return false;',
    replace: 'if (maximum !== null && completed > maximum) return false;',
  },
  {
    name: 'the outputs of a multi-instance activity are one place off',
    file: 'verbs/loops.ts',
    find: 'outputs[(scopeOf(run, turn.id).turn ?? 1) - 1] =',
    replace: 'outputs[scopeOf(run, turn.id).turn ?? 1] =',
  },
  {
    name: 'sequential instances begin all at once',
    file: 'verbs/loops.ts',
    find: 'for (let turn = loop.sequential ? total : 1; turn <= total; turn++)',
    replace: 'for (let turn = 1; turn <= total; turn++)',
  },
  {
    name: 'a tested-before loop begins without asking',
    file: 'verbs/loops.ts',
    find: 'if (loop.testBefore && !goesOn(run, frame, loop, frame.scope)) return',
    replace: 'if (false && !goesOn(run, frame, loop, frame.scope)) return',
  },
  {
    name: 'output mappings of a job are passed over',
    file: 'elements/activities/job-task.ts',
    find: 'element.outputs.length === 0 ? answer : outputs',
    replace: 'answer',
  },
  {
    name: 'output mappings of a call are dropped',
    file: 'elements/activities/call-activity.ts',
    find: '...(element.allOut ? answer : own), ...outputs',
    replace: '...(element.allOut ? answer : own)',
  },
  {
    name: 'a write stays in the innermost scope',
    file: 'verbs/variables.ts',
    find: 'return scope.parent === null || Object.hasOwn(scope.variables, name) ?',
    replace: 'return scope.parent !== null || Object.hasOwn(scope.variables, name) ?',
  },
  {
    name: 'terminate ends nothing',
    file: 'verbs/results.ts',
    find: '      clearScope(run, node.scope);\n',
    replace: '',
  },
  {
    name: 'a token on its way survives the end of its scope',
    file: 'verbs/interrupt.ts',
    find: '  loseArrivals(run, scope);\n',
    replace: '',
  },
  {
    name: 'an interrupting event leaves the activity running',
    file: 'verbs/catch.ts',
    find: "if (element.interrupting) interrupt(run, host.id, 'terminate');",
    replace: "if (element.interrupting && element.boundaries.length > 0) interrupt(run, host.id, 'terminate');",
  },
  {
    name: 'an interrupting event sub-process leaves its scope running',
    file: 'verbs/catch.ts',
    find: "    clearScope(run, scope);\n    emit(run, { kind: 'scopeInterrupted', scope });",
    replace: "    emit(run, { kind: 'scopeInterrupted', scope });",
  },
  {
    name: 'an event that takes every code goes before the one with the code',
    file: 'verbs/throw.ts',
    find: 'events.find((event) => code !== null && codes(event).includes(code)) ??',
    replace:
      'events.find((event) => codes(event).includes(null)) ?? events.find((event) => codes(event).includes(code)) ??',
  },
  {
    name: 'a signal reaches only the first who listens',
    file: 'verbs/throw.ts',
    find: "listening.filter((one) => one.kind === 'signal' && one.name === signal)",
    replace: "listening.filter((one) => one.kind === 'signal' && one.name === signal).slice(0, 1)",
  },
  {
    name: 'a message goes to who has listened shortest',
    file: 'handlers/messages.ts',
    find: 'Object.values(run.state.subscriptions).find(\n',
    replace: 'Object.values(run.state.subscriptions).findLast(\n',
  },
  {
    name: 'a cycle fires once too often',
    file: 'expressions/time.ts',
    find: 'left: count === null ? null : count - 1',
    replace: 'left: count',
  },
  {
    name: 'a stuck gateway is entered again in place of left',
    file: 'handlers/instance.ts',
    find: "node.life === 'completing' ? 'leave' : 'retry'",
    replace: "node.life === 'completing' ? 'retry' : 'retry'",
  },
  {
    name: 'an incident stays open after it was helped',
    file: 'handlers/instance.ts',
    find: '  closeIncident(run, node.id);\n  const phase',
    replace: '  const phase',
  },
  {
    name: 'a job that fails with retries left is given up',
    file: 'handlers/jobs.ts',
    find: 'if (command.retriesLeft > 0) {',
    replace: 'if (command.retriesLeft > 1) {',
  },
  {
    name: 'the job of an interrupted task is not closed',
    file: 'verbs/interrupt.ts',
    find: "  if (waiting) cause(run, { kind: 'closeJob', job: job.id });\n",
    replace: '',
  },
  {
    name: 'the call of an interrupted activity is not cancelled',
    file: 'verbs/interrupt.ts',
    find: "  cause(run, { kind: 'cancelCall', call: call.id });\n",
    replace: '',
  },
  {
    name: 'a sequential ad-hoc sub-process begins everything at once',
    file: 'verbs/ad-hoc.ts',
    find: "return element.type === 'adHocSubProcess' && element.sequential ? rest.slice(0, 1) : rest;",
    replace: 'return rest;',
  },
  {
    name: 'an activity begins with a token too few',
    file: 'verbs/tokens.ts',
    find: 'if (tokens.length < needed) return false;',
    replace: 'if (tokens.length < needed - 1) return false;',
  },
  {
    name: 'an activity gives one token, whatever its completion quantity',
    file: 'verbs/tokens.ts',
    find: 'elementOf(run, node.element).quantity?.completion ?? 1;',
    replace: 'elementOf(run, node.element).quantity?.start ?? 1;',
  },
  {
    name: 'a cancelled transaction undoes nothing',
    file: 'verbs/cancel.ts',
    find: 'const outcome = compensate(run, node, { activity: null });',
    replace: "const outcome = 'done' as const;",
  },
  {
    name: 'a parallel multiple event happens with its first definition',
    file: 'verbs/catch.ts',
    find: 'if (!isParallel(elementOf(run, fired.element))) return true;',
    replace: 'if (isParallel(elementOf(run, fired.element))) return true;',
  },
  {
    name: 'a condition that stays true happens again and again',
    file: 'verbs/settle.ts',
    find: '    if (held === subscription.held) continue;\n',
    replace: '    if (held === subscription.held && !(held && run.steps === 0)) continue;\n',
  },
  {
    name: 'a signal is thrown before others have come to listen',
    file: 'phases.ts',
    find: "if (work.kind !== 'enter' || !throwsSignal(run, work.node)) return false;",
    replace: "if (work.kind !== 'enter' || work.kind === 'enter') return false;",
  },
  {
    name: 'a resumed task is ready, whatever it was',
    file: 'lifecycles/user-task.ts',
    find: "resume: '#userTask.inProgress'",
    replace: "resume: '#userTask.ready'",
  },
  {
    name: 'chance in a step',
    file: 'elements/activities/user-task.ts',
    find: '    element: element.id,\n    name: element.name,',
    replace: '    element: element.id,\n    name: element.name + Math.random(),',
  },
];
