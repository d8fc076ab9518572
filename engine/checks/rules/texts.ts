// Texts of forms that readers of English cannot read. Messages, stages and outcomes are held to both languages when they
// are read (`CONFIG_FAULT`), names on the diagram by `NAMES_WITHOUT_ENGLISH`.

import { walkForm } from '#forms/components.ts';
import { textsIn, untranslatedIn } from '#forms/texts.ts';
import { isHuman } from '../deadline-of.ts';
import { found, listed, type Rule } from '../rule.ts';
import { elementsOf, formOf, type ReadForm, type ReadService } from '../service.ts';

/** What citizens read must be there in both languages; what officials read is only asked for. */
export const texts: Rule = (service) => {
  const citizens = citizensForms(service);
  return [...service.forms].flatMap(([name, form]) => {
    const missing = untranslatedIn(form.form).filter(needsEnglish);
    if (missing.length === 0) return [];
    const code = citizens.has(name) ? 'TEXT_WITHOUT_ENGLISH' : 'OFFICE_TEXT_WITHOUT_ENGLISH';
    const place = { path: form.path, element: placeOf(form, missing[0] ?? '') };
    return [found(code, place, { count: missing.length, texts: listed(missing, 3) })];
  });
};

/** Words without a letter of Vietnamese stand as they are in both languages: “SMS”, “E-mail”, “1–5”. */
function needsEnglish(text: string): boolean {
  return /[^\p{ASCII}\p{P}\p{S}\s\d]/u.test(text);
}

/** The first field with the text; null: it is the form's own title. */
function placeOf({ form }: ReadForm, text: string): string | null {
  for (const { component, path } of walkForm(form)) if (textsIn(component).includes(text)) return path;
  return null;
}

function citizensForms(service: ReadService): ReadonlySet<string> {
  const names = elementsOf(service).flatMap(({ node }) => {
    const citizens = isHuman(node) && node.role?.kind === 'literal' && node.role.value === 'citizen';
    return node.type === 'startEvent' || citizens ? (formOf(node) ?? []) : [];
  });
  return new Set([...names, service.pack?.startForm ?? '']);
}
