/** What can be said about the element that is selected, group by group, in words. */
import type { Problem } from '#engine/runtime/application/services.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../../use-text.ts';
import { kindWords } from '../kind-words.ts';
import { AssignmentGroup } from './assignment-group.tsx';
import { CallGroup } from './call-group.tsx';
import { ConditionGroup } from './condition-group.tsx';
import { DeadlineGroup } from './deadline-group.tsx';
import { nameIn, setText, textOf, timerOf } from './edit.ts';
import { EventGroups, MessageEventGroup } from './event-groups.tsx';
import { TextField } from './fields.tsx';
import type { GroupProps } from './group-props.ts';
import { JobGroup } from './job-group.tsx';
import { LoopGroup } from './loop-group.tsx';
import { MappingGroup } from './mapping-group.tsx';
import { isPart, PartGroup } from './part-group.tsx';
import { ReturnGroup } from './return-group.tsx';
import { DecisionGroup, FormGroup, MessageGroup, ScriptGroup, StageGroup } from './simple-groups.tsx';
import { TimerGroup } from './timer-group.tsx';
import { WhoGroup } from './who-group.tsx';

export function Panel({
  problems,
  ...props
}: GroupProps & {
  readonly problems: readonly Problem[];
}) {
  const t = useText();
  const language = useLanguage();
  const { element, diagram } = props;
  const type = element.businessObject.$type;
  const own = problems.filter((problem) => problem.element === element.id);
  return (
    // A panel of its own for each element: what was typed for one never lands in another.
    <div key={element.id}>
      <h2>{nameIn(element.businessObject, language) || t('unnamed')}</h2>
      <p className="kind">
        {type === 'bpmn:SequenceFlow' ? t('flow') : kindWords(element.businessObject, language)} ·{' '}
        <span className="wf-code">{element.id}</span>
      </p>
      {own.map((problem) => (
        <p key={problem.code + problem.message.en} className={`here ${problem.severity}`}>
          {problem.message[language]}
        </p>
      ))}
      <TextField
        label={t(type === 'bpmn:Process' ? 'processName' : 'elementName')}
        value={textOf(element.businessObject, type === 'bpmn:TextAnnotation' ? 'text' : 'name')}
        lines={2}
        onCommit={(value) => setText(diagram, element, type === 'bpmn:TextAnnotation' ? 'text' : 'name', value)}
      />
      {type !== 'bpmn:TextAnnotation' && type !== 'bpmn:Group' && (
        <TextField
          label={t('nameEn')}
          description={t('nameEnHint')}
          value={textOf(element.businessObject, 'wardflow:nameEn')}
          onCommit={(value) => setText(diagram, element, 'wardflow:nameEn', value)}
        />
      )}
      <Groups {...props} />
    </div>
  );
}

function Groups(props: GroupProps) {
  const type = props.element.businessObject.$type.replace('bpmn:', '');
  const person = type === 'UserTask' || type === 'ManualTask';
  const mapped = type === 'ServiceTask' || type === 'SendTask' || type === 'CallActivity';
  const activity =
    type.endsWith('Task') || type.endsWith('SubProcess') || type === 'CallActivity' || type === 'Transaction';
  const node = activity || type.endsWith('Event') || type.endsWith('Gateway');
  return (
    <>
      {person && <WhoGroup {...props} />}
      {person && <AssignmentGroup {...props} />}
      {(person || type === 'StartEvent') && <FormGroup {...props} />}
      {person && <DeadlineGroup {...props} />}
      {type === 'UserTask' && <PartGroup {...props} />}
      {person && !isPart(props) && <ReturnGroup {...props} />}
      {type === 'SendTask' && <MessageGroup {...props} />}
      {type === 'ServiceTask' && <JobGroup {...props} />}
      {type === 'BusinessRuleTask' && <DecisionGroup {...props} />}
      {type === 'ScriptTask' && <ScriptGroup {...props} />}
      {type === 'CallActivity' && <CallGroup {...props} />}
      {type === 'ReceiveTask' && <MessageEventGroup {...props} />}
      {type.endsWith('Event') && <EventGroups {...props} />}
      {activity && <LoopGroup {...props} />}
      {timerOf(props.element) !== undefined && <TimerGroup {...props} />}
      {type === 'SequenceFlow' && <ConditionGroup {...props} />}
      {node && <StageGroup {...props} />}
      {mapped && <MappingGroup {...props} type="wardflow:Input" />}
      {mapped && <MappingGroup {...props} type="wardflow:Output" />}
    </>
  );
}
