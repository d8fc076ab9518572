/** What is said of an element of a diagram, in the words of the panel in which it is set. */
import {
  elementIn,
  elementsIn,
  extensionsOf,
  type ModdleElement,
  textIn,
  typeName,
} from '#engine/bpmn/moddle-types.ts';
import type { Expression } from '#engine/core/model/program.ts';
import type { DesignerTextKey } from '#portal/kit/texts/designer.ts';
import { kindWords } from '../../process/kind-words.ts';
import { deadlineWords, durationWords, nameOf, whoWords } from '../../words.ts';
import type { DifferenceSpeech, Facts } from './difference.ts';
import type { Placed } from './elements.ts';

/** @returns the name for people, else what leads where, else the kind */
export function elementName(element: ModdleElement, speech: DifferenceSpeech): string {
  const english = speech.language === 'en' ? textIn(element, 'wardflow:nameEn') : null;
  const name = english ?? textIn(element, 'name') ?? textIn(element, 'text');
  const plainName = name?.replace(/\s+/g, ' ');
  const [from, to] = [elementIn(element, 'sourceRef'), elementIn(element, 'targetRef')];
  if (from === null || to === null) return plainName ?? kindWords(element, speech.language);
  const way = `${elementName(from, speech)} → ${elementName(to, speech)}`;
  return plainName === undefined ? way : `${plainName} (${way})`;
}

/** @param later the elements of the later diagram: what another one leads to is called as it is called there */
export function elementFacts(
  { element, within, lane }: Placed,
  later: ReadonlyMap<string, Placed>,
  speech: DifferenceSpeech,
): Facts {
  const { t } = speech;
  const called = (other: ModdleElement): string => elementName(later.get(other.id ?? '')?.element ?? other, speech);
  const facts = new Map<string, string>();
  const say = (label: DesignerTextKey, value: string | null): void => {
    if (value !== null && value !== '') facts.set(t(label), value);
  };
  const text = (label: DesignerTextKey, name: string): void => say(label, textIn(element, name));
  const code = (label: DesignerTextKey, name: string, names: (code: string) => string): void => {
    const value = textIn(element, name);
    if (value !== null) say(label, names(value));
  };
  text('elementName', 'name');
  text('nameEn', 'wardflow:nameEn');
  say('diff_kind', kindWords(element, speech.language));
  say('diff_note', textIn(element, 'text'));
  if (within.id !== undefined && within.$type === 'bpmn:SubProcess') say('diff_within', called(within));
  if (lane !== undefined) say('diff_lane', called(lane));
  say('columnWho', whoOf(element, speech));
  code('form', 'wardflow:form', (form) => titleOf(`forms/${form}.form.json`, speech) ?? form);
  for (const [label, value] of extensionFacts(element, speech)) say(label, value);
  code('stage', 'wardflow:stage', (stage) => nameOf(stage, speech.choices.stages, speech.language));
  code('message', 'wardflow:message', (message) => nameOf(message, speech.choices.messages, speech.language));
  for (const [label, name] of plain) text(label, name);
  for (const [label, name] of steps) code(label, name, (ids) => stepNames(ids, later, speech));
  for (const [label, name] of flags) say(label, flagWords(element.get(name), speech));
  for (const [label, value] of eventFacts(element, called, speech)) say(label, value);
  for (const [label, value] of flowFacts(element, called)) say(label, value);
  for (const [label, value] of loopFacts(element)) say(label, value);
  for (const documentation of elementsIn(element, 'documentation'))
    say('diff_documentation', textIn(documentation, 'text'));
  return facts;
}

/** Attributes that are said as they are written. */
const plain: readonly (readonly [DesignerTextKey, string])[] = [
  ['priority', 'wardflow:priority'],
  ['partId', 'wardflow:part'],
  ['jobType', 'wardflow:jobType'],
  ['retries', 'wardflow:retries'],
  ['jobPriority', 'wardflow:jobPriority'],
  ['decision', 'wardflow:decision'],
  ['script', 'wardflow:expression'],
  ['javascript', 'script'],
  ['result', 'wardflow:result'],
  ['calledProcess', 'calledElement'],
  ['calledVersion', 'wardflow:binding'],
  ['correlation', 'wardflow:correlation'],
];

/** Attributes that name steps by their ids. */
const steps: readonly (readonly [DesignerTextKey, string])[] = [
  ['sendBackWays', 'wardflow:sendBack'],
  ['apartFrom', 'wardflow:apartFrom'],
];

const flags: readonly (readonly [DesignerTextKey, string])[] = [
  ['diff_skippable', 'wardflow:skippable'],
  ['recallAllowed', 'wardflow:recall'],
  ['timerInterrupts', 'cancelActivity'],
];

function stepNames(ids: string, later: ReadonlyMap<string, Placed>, speech: DifferenceSpeech): string {
  const names = ids.split(/\s+/).map((id) => {
    const step = later.get(id);
    return step === undefined ? id : elementName(step.element, speech);
  });
  return names.join(', ');
}

/** What another element is called. */
type Called = (other: ModdleElement) => string;

type Said = readonly (readonly [DesignerTextKey, string | null])[];

function whoOf(element: ModdleElement, { t, language, choices }: DifferenceSpeech): string | null {
  const [unit, role, assignee] = ['unit', 'role', 'assignee'].map((name) =>
    expressionOf(textIn(element, `wardflow:${name}`)),
  );
  if (!unit && !role && !assignee) return null;
  return whoWords({ unit: unit ?? null, role: role ?? null, assignee: assignee ?? null }, choices.roles, {
    t,
    language,
  });
}

function extensionFacts(element: ModdleElement, speech: DifferenceSpeech): Said {
  const { t, choices } = speech;
  const pairs = new Map<DesignerTextKey, string[]>();
  const said: [DesignerTextKey, string | null][] = [];
  for (const extension of extensionsOf(element)) {
    const value = (name: string): string => textIn(extension, name) ?? '';
    if (extension.$type === 'wardflow:Deadline') {
      const deadline = {
        from: expressionOf(value('from')),
        duration: expressionOf(value('duration')) ?? { kind: 'literal' as const, value: '' },
        calendar: expressionOf(value('calendar')),
        dayCount: null,
      };
      const late = value('dayCount') === 'exclude_first_day' ? `; ${t('dayCountExclude')}` : '';
      said.push(['columnDeadline', deadlineWords(deadline, choices.calendars, speech) + late]);
    }
    if (extension.$type === 'wardflow:Assignment') {
      const how = t(`assign_${value('strategy')}` as DesignerTextKey);
      const whom = nameOf(value('post'), choices.roles, speech.language) || value('user');
      said.push(['assignment', whom === '' ? how : `${how}: ${whom}`]);
    }
    const mapping = mappings[extension.$type];
    if (mapping !== undefined) {
      pairs.set(mapping, [...(pairs.get(mapping) ?? []), `${value('name')} = ${value('value')}`]);
    }
  }
  return [...said, ...[...pairs].map(([label, lines]) => [label, lines.join('; ')] as const)];
}

const mappings: Readonly<Record<string, DesignerTextKey>> = {
  'wardflow:Input': 'groupInputs',
  'wardflow:Output': 'groupOutputs',
};

function eventFacts(element: ModdleElement, called: Called, speech: DifferenceSpeech): Said {
  const attached = elementIn(element, 'attachedToRef');
  const named = (holder: ModdleElement, reference: string, name: string): string | null => {
    const target = elementIn(holder, reference);
    return target === null ? null : (textIn(target, name) ?? textIn(target, 'name') ?? target.id ?? null);
  };
  return [
    ['diff_attached', attached === null ? null : called(attached)],
    ['messageName', named(element, 'messageRef', 'name')],
    ...elementsIn(element, 'eventDefinitions').flatMap(
      (definition): Said => [
        ['groupTimer', timerWords(definition, speech)],
        ['messageName', named(definition, 'messageRef', 'name')],
        ['correlation', textIn(definition, 'wardflow:correlation')],
        ['signalName', named(definition, 'signalRef', 'name')],
        ['errorCode', named(definition, 'errorRef', 'errorCode')],
        ['escalationCode', named(definition, 'escalationRef', 'escalationCode')],
        ['becomesTrue', bodyOf(definition, 'condition')],
        ['linkName', typeName(definition) === 'LinkEventDefinition' ? textIn(definition, 'name') : null],
      ],
    ),
  ];
}

function timerWords(timer: ModdleElement, speech: DifferenceSpeech): string | null {
  const { t } = speech;
  for (const kind of ['timeDuration', 'timeDate', 'timeCycle'] as const) {
    const body = bodyOf(timer, kind);
    if (body === null) continue;
    const calendar = textIn(timer, 'wardflow:calendar');
    const words = `${t(kind)}: ${kind === 'timeDuration' ? durationWords(body, { t }) : body}`;
    const text =
      calendar === null
        ? words
        : t('byCalendar', { text: words, calendar: nameOf(calendar, speech.choices.calendars, speech.language) });
    const from = textIn(timer, 'wardflow:from');
    return from === null ? text : `${text} (${t('deadlineFrom')} ${from})`;
  }
  return null;
}

function flowFacts(element: ModdleElement, called: Called): Said {
  const end = (name: string): string | null => {
    const target = elementIn(element, name);
    return target === null ? null : called(target);
  };
  return [
    ['diff_from', end('sourceRef')],
    ['diff_to', end('targetRef')],
    ['condition', bodyOf(element, 'conditionExpression')],
    ['conditionDefault', end('default')],
  ];
}

function loopFacts(element: ModdleElement): Said {
  const loop = elementIn(element, 'loopCharacteristics');
  if (loop === null) return [];
  return [
    ['loopWhile', bodyOf(loop, 'loopCondition')],
    ['loopMaximum', loop.get('loopMaximum') === undefined ? null : String(loop.get('loopMaximum'))],
    ['loopCollection', textIn(loop, 'wardflow:collection')],
    ['loopElement', textIn(loop, 'wardflow:elementVariable')],
    ['loopCardinality', bodyOf(loop, 'loopCardinality')],
    ['loopEnough', bodyOf(loop, 'completionCondition')],
    ['loopOutputs', textIn(loop, 'wardflow:outputCollection')],
    ['loopOutput', textIn(loop, 'wardflow:outputElement')],
  ];
}

function flagWords(value: unknown, { t }: DifferenceSpeech): string | null {
  if (value === undefined || value === null || value === '') return null;
  return t(value === true || value === 'true' ? 'yes' : 'no');
}

function bodyOf(element: ModdleElement, name: string): string | null {
  const expression = elementIn(element, name);
  return expression === null ? null : textIn(expression, 'body');
}

function titleOf(path: string, { resources }: DifferenceSpeech): string | undefined {
  return resources.find((one) => one.path === path)?.title;
}

function expressionOf(text: string | null): Expression | null {
  if (text === null || text === '') return null;
  return text.startsWith('=') ? { kind: 'feel', source: text.slice(1).trim() } : { kind: 'literal', value: text };
}
