/** What an event waits for or throws, besides timers. */

import { useText } from '../../use-text.ts';
import { FeelField } from '../feel/feel-field.tsx';
import { definitionOf, keysIn, type RootKind, refer, referredKey, rootKinds } from './definitions.ts';
import { bodyOf, setBody, setDetail, textOf } from './edit.ts';
import { SuggestField, TextField } from './fields.tsx';
import type { GroupProps } from './group-props.ts';

/** One group for each definition that the event has. */
export function EventGroups(props: GroupProps) {
  return (
    <>
      <MessageEventGroup {...props} />
      <NamedGroup {...props} kind="signal" />
      <NamedGroup {...props} kind="error" />
      <NamedGroup {...props} kind="escalation" />
      <ConditionEventGroup {...props} />
      <LinkGroup {...props} />
    </>
  );
}

/** The message of an event, or of a receive task, and the key by which it is found. */
export function MessageEventGroup(props: GroupProps) {
  const t = useText();
  const { element, diagram } = props;
  const isTask = element.businessObject.$type === 'bpmn:ReceiveTask';
  const holder = isTask ? element.businessObject : definitionOf(element, 'bpmn:MessageEventDefinition');
  if (holder === undefined) return null;
  return (
    <fieldset>
      <legend>{t('groupMessageEvent')}</legend>
      <ReferenceField {...props} holder={holder} kind={rootKinds.message} label={t('messageName')} />
      <FeelField
        label={t('correlation')}
        description={t('correlationHint')}
        mixed
        spot={{ element: element.id, when: 'before' }}
        value={textOf(holder, 'wardflow:correlation')}
        onCommit={(value) => setDetail({ diagram, element }, holder, 'wardflow:correlation', value)}
      />
    </fieldset>
  );
}

function NamedGroup({ kind, ...props }: GroupProps & { readonly kind: 'signal' | 'error' | 'escalation' }) {
  const t = useText();
  const words = {
    signal: {
      type: 'bpmn:SignalEventDefinition',
      group: t('groupSignal'),
      label: t('signalName'),
      hint: t('signalHint'),
    },
    error: { type: 'bpmn:ErrorEventDefinition', group: t('groupError'), label: t('errorCode'), hint: t('errorHint') },
    escalation: {
      type: 'bpmn:EscalationEventDefinition',
      group: t('groupEscalation'),
      label: t('escalationCode'),
      hint: t('escalationHint'),
    },
  }[kind];
  const holder = definitionOf(props.element, words.type);
  if (holder === undefined) return null;
  return (
    <fieldset>
      <legend>{words.group}</legend>
      <ReferenceField {...props} holder={holder} kind={rootKinds[kind]} label={words.label} description={words.hint} />
    </fieldset>
  );
}

function ConditionEventGroup({ diagram, element }: GroupProps) {
  const t = useText();
  const definition = definitionOf(element, 'bpmn:ConditionalEventDefinition');
  if (definition === undefined) return null;
  return (
    <fieldset>
      <legend>{t('groupConditionEvent')}</legend>
      <FeelField
        label={t('becomesTrue')}
        description={t('becomesTrueHint')}
        lines={2}
        spot={{ element: element.id, when: 'before' }}
        value={bodyOf(definition, 'condition')}
        onCommit={(value) => setBody({ diagram, element }, definition, 'condition', value)}
      />
    </fieldset>
  );
}

function LinkGroup({ diagram, element }: GroupProps) {
  const t = useText();
  const definition = definitionOf(element, 'bpmn:LinkEventDefinition');
  if (definition === undefined) return null;
  return (
    <fieldset>
      <legend>{t('groupLink')}</legend>
      <TextField
        label={t('linkName')}
        description={t('linkHint')}
        value={textOf(definition, 'name')}
        onCommit={(value) => setDetail({ diagram, element }, definition, 'name', value)}
      />
    </fieldset>
  );
}

function ReferenceField({
  holder,
  kind,
  label,
  description,
  ...props
}: GroupProps & {
  readonly holder: Parameters<typeof referredKey>[0];
  readonly kind: RootKind;
  readonly label: string;
  readonly description?: string;
}) {
  return (
    <SuggestField
      label={label}
      description={description}
      value={referredKey(holder, kind)}
      suggestions={keysIn(props.element, kind)}
      onCommit={(key) => refer(props, holder, kind, key)}
    />
  );
}
