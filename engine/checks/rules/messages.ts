// Messages that would not go out: not there, or with a placeholder that has no value at the step that sends them. A
// message with a hole is not sent at all (`renderNotice`).
import { type MessageTemplate, placeholdersOf } from '#engine/cases/notices.ts';
import { isPersonal, walkForm } from '#forms/components.ts';
import { isUnderClock } from '../deadline-of.ts';
import { type Sending, sendingsOf } from '../messages-sent.ts';
import { found, listed, type Rule } from '../rule.ts';
import type { ReadService } from '../service.ts';

/** What only the step itself can give. */
const givenByStep = ['lydo', 'noidung', 'canbo', 'songay', 'solan', 'conlan'];
/** What a case has only where its time is promised. */
const ofTheClock = ['han', 'conlai'];

export const messages: Rule = (service) =>
  sendingsOf(service).flatMap((sending) => {
    const { code, template, path, element } = sending;
    if (code === undefined) return [];
    // Where the file of messages cannot be read, that is told first.
    if (template === undefined) {
      return service.messages.size === 0 ? [] : [found('MESSAGE_NOT_FOUND', { path, element }, { message: code })];
    }
    return [
      ...holes(service, sending, template),
      ...(template.followers === null || template.followers === code
        ? []
        : holes(service, sending, service.messages.get(template.followers))),
    ];
  });

function holes(service: ReadService, sending: Sending, template: MessageTemplate | undefined): ReturnType<Rule> {
  if (template === undefined) return [];
  const { path, element, inputs, program, toUnit } = sending;
  const given = new Set(inputs.map(({ name }) => name));
  const used = placeholdersOf(template);
  const place = { path, element };
  const name = { message: template.name };
  const missing = used.filter((one) => givenByStep.includes(one) && !given.has(one));
  const early = used.filter((one) => ofTheClock.includes(one) && !given.has(one));
  const secret = toUnit ? used.filter((one) => isSecret(service, sending, one)) : [];
  return [
    ...(missing.length > 0 ? [found('PLACEHOLDER_NOT_GIVEN', place, { ...name, names: braced(missing) })] : []),
    ...(early.length > 0 && !isUnderClock(program, element)
      ? [found('PLACEHOLDER_WITHOUT_CLOCK', place, { ...name, names: braced(early) })]
      : []),
    ...(secret.length > 0 ? [found('PLACEHOLDER_IS_PERSONAL', place, { ...name, names: braced(secret) })] : []),
  ];
}

/** Units are told nothing that stands in the vault (`tell-unit.ts`). */
function isSecret({ forms }: ReadService, { inputs }: Sending, placeholder: string): boolean {
  const value = inputs.find(({ name }) => name === placeholder)?.value;
  if (value?.kind !== 'feel') return false;
  return [...forms.values()].some(({ form }) =>
    [...walkForm(form)].some(({ component }) => component.key === value.source.trim() && isPersonal(component)),
  );
}

function braced(names: readonly string[]): string {
  return listed(names.map((name) => `{${name}}`));
}
