// Chapter 11: choreographies.
import { choreography, type Example, exchange, flow, line, process, timer, uses } from './write.ts';

const task = exchange('t', 'ha', 'hb', uses('ab'));
const ordered = (second: string) =>
  choreography(
    `<startEvent id="s"/>${task}${second}<endEvent id="e"/>${flow('f1', 's', 't')}${flow('f2', 't', 'u')}${flow('f3', 'u', 'e')}`,
  );
const begins = (definition: string) =>
  choreography(
    `<startEvent id="s">${definition}</startEvent>${task}<endEvent id="e"/>${flow('f1', 's', 't')}${flow('f2', 't', 'e')}`,
  );
const foreign = '<collaboration id="co"><participant id="far"/></collaboration>';

export const choreographyExamples: readonly Example[] = [
  {
    code: 'CHOREOGRAPHY_IN_PROCESS',
    at: 't',
    keeps: choreography(task),
    breaks: choreography('') + process(task),
  },
  {
    code: 'NOT_IN_CHOREOGRAPHY',
    at: 'z',
    keeps: choreography(task) + line('<task id="a"/>'),
    breaks: choreography(`${task}<task id="z"/>`),
  },
  {
    code: 'GLOBAL_CHOREOGRAPHY_CONTENT',
    at: 'gt',
    keeps:
      '<globalChoreographyTask id="gt" initiatingParticipantRef="x1"><participant id="x1"/><participant id="x2"/></globalChoreographyTask>',
    breaks: `<globalChoreographyTask id="gt" initiatingParticipantRef="x1"><participant id="x1"/><participant id="x2"/>
      <startEvent id="s"/><endEvent id="e"/>${flow('f', 's', 'e')}</globalChoreographyTask>`,
  },
  {
    code: 'CHOREOGRAPHY_PARTICIPANTS',
    at: 't',
    keeps: choreography(task),
    breaks: choreography(exchange('t', 'ha', 'hb', `<participantRef>hc</participantRef>${uses('ab')}`)),
  },
  {
    code: 'CHOREOGRAPHY_FOREIGN_PARTICIPANT',
    at: 't',
    keeps: foreign + choreography(task),
    breaks: foreign + choreography(exchange('t', 'ha', 'far', uses('ab'))),
  },
  {
    code: 'CHOREOGRAPHY_INITIATOR_UNKNOWN',
    at: 't',
    keeps: choreography(task),
    breaks: choreography(exchange('t', 'ha', 'hb', uses('ab'), 'hc')),
  },
  {
    code: 'CHOREOGRAPHY_MESSAGES',
    at: 't',
    keeps: choreography(exchange('t', 'ha', 'hb', uses('ab') + uses('ba'))),
    breaks: choreography(exchange('t', 'ha', 'hb', uses('ab') + uses('cb'))),
  },
  {
    code: 'CHOREOGRAPHY_INITIATOR_ABSENT',
    at: 'u',
    keeps: ordered(exchange('u', 'hb', 'ha', uses('ba'))),
    breaks: ordered(exchange('u', 'hc', 'hb', uses('cb'))),
  },
  {
    code: 'CHOREOGRAPHY_EVENT',
    at: 's',
    keeps: begins(timer),
    breaks: `<message id="m"/>${begins('<messageEventDefinition messageRef="m"/>')}`,
  },
];
