/** Groups of one or two fields. */
import { Link } from 'react-router';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../../use-text.ts';
import { FeelField } from '../feel/feel-field.tsx';
import { setText, textOf } from './edit.ts';
import { PickField, TextField } from './fields.tsx';
import type { GroupProps } from './group-props.ts';

export function FormGroup({ diagram, element, detail }: GroupProps) {
  const t = useText();
  const form = textOf(element.businessObject, 'wardflow:form');
  const titleOf = (name: string): string =>
    detail.resources.find(({ path }) => path.endsWith(`/${name}.form.json`))?.title ?? name;
  return (
    <fieldset>
      <legend>{t('groupForm')}</legend>
      <PickField
        label={t('form')}
        value={form}
        none={t('noForm')}
        choices={detail.choices.forms.map((name) => ({ value: name, label: titleOf(name) }))}
        onCommit={(value) => setText(diagram, element, 'wardflow:form', value)}
      />
      {form !== '' && <Link to={`/${detail.key}/forms/${form}`}>{t('openForm')}</Link>}
    </fieldset>
  );
}

export function StageGroup({ diagram, element, detail }: GroupProps) {
  const t = useText();
  const language = useLanguage();
  return (
    <fieldset>
      <legend>{t('groupStage')}</legend>
      <PickField
        label={t('stage')}
        value={textOf(element.businessObject, 'wardflow:stage')}
        none={t('stageSame')}
        choices={detail.choices.stages.map(({ code, name }) => ({ value: code, label: name[language] }))}
        onCommit={(value) => setText(diagram, element, 'wardflow:stage', value)}
      />
    </fieldset>
  );
}

export function MessageGroup({ diagram, element, detail }: GroupProps) {
  const t = useText();
  const language = useLanguage();
  const jobType = textOf(element.businessObject, 'wardflow:jobType');
  return (
    <fieldset>
      <legend>{t('groupMessage')}</legend>
      <PickField
        label={t('message')}
        value={textOf(element.businessObject, 'wardflow:message')}
        none={t('noMessage')}
        description={jobType === '' ? undefined : t('messageByJob', { jobType })}
        choices={detail.choices.messages.map(({ code, name }) => ({ value: code, label: name[language] }))}
        onCommit={(value) => setText(diagram, element, 'wardflow:message', value)}
      />
      <Link to={`/${detail.key}/messages`}>{t('openMessages')}</Link>
    </fieldset>
  );
}

export function DecisionGroup({ diagram, element, detail }: GroupProps) {
  const t = useText();
  return (
    <fieldset>
      <legend>{t('groupDecision')}</legend>
      <PickField
        label={t('decision')}
        value={textOf(element.businessObject, 'wardflow:decision')}
        choices={detail.choices.decisions.map((code) => ({ value: code, label: code }))}
        onCommit={(value) => setText(diagram, element, 'wardflow:decision', value)}
      />
      <ResultField diagram={diagram} element={element} hint={t('resultHint')} />
    </fieldset>
  );
}

export function ScriptGroup({ diagram, element, detail }: GroupProps) {
  const t = useText();
  const format = textOf(element.businessObject, 'scriptFormat');
  const javascript = /(java|ecma)script/i.test(format);
  const change = (properties: object) => diagram.get('modeling').updateProperties(element, properties);
  const script = textOf(element.businessObject, 'script');
  const commit = (scriptFormat: string, value: string) =>
    change({ scriptFormat, script: value.trim() === '' ? undefined : value });
  return (
    <fieldset>
      <legend>{t('groupScript')}</legend>
      {(detail.choices.javascript || javascript) && (
        <PickField
          label={t('scriptLanguage')}
          value={javascript ? javascriptFormat : feelFormat}
          choices={scriptLanguages}
          description={detail.choices.javascript ? undefined : t('javascriptOff')}
          onCommit={(value) => change({ scriptFormat: value === javascriptFormat ? value : feelFormat })}
        />
      )}
      {javascript ? (
        <TextField
          label={t('javascript')}
          description={t('javascriptHint')}
          code
          lines={8}
          value={script}
          onCommit={(value) => commit(format, value)}
        />
      ) : (
        <FeelField
          label={t('script')}
          description={t('scriptHint')}
          lines={3}
          spot={{ element: element.id, when: 'before' }}
          value={script}
          onCommit={(value) => commit(feelFormat, value)}
        />
      )}
      <ResultField diagram={diagram} element={element} hint={t(javascript ? 'javascriptResultHint' : 'resultHint')} />
    </fieldset>
  );
}

const feelFormat = 'text/feel';
const javascriptFormat = 'text/javascript';
const scriptLanguages = [
  { value: feelFormat, label: 'FEEL' },
  { value: javascriptFormat, label: 'JavaScript' },
];

function ResultField({ diagram, element, hint }: Pick<GroupProps, 'diagram' | 'element'> & { readonly hint: string }) {
  const t = useText();
  return (
    <TextField
      label={t('result')}
      description={hint}
      code
      value={textOf(element.businessObject, 'wardflow:result')}
      onCommit={(value) => setText(diagram, element, 'wardflow:result', value)}
    />
  );
}
