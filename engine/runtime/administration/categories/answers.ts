/** What the reporter answered to the questions of a category, in the words in which it was asked. */
import type { City } from '#engine/cases/city/city.ts';
import type { Json, Variables } from '#engine/core/values.ts';
import { childrenOf, fieldsOf, isGrid, isValueComponent } from '#forms/components.ts';
import type { FormComponent, FormDefinition } from '#forms/definition.ts';
import { questionPrefix } from '#forms/questions.ts';
import type { Localised } from '../../application/common.ts';
import type { CaseAnswer } from '../../application/tasks.ts';
import type { Tx } from '../../ports.ts';
import { isVaultReference, openValues } from '../../use-cases/steps/vault-values.ts';
import type { Vault } from '../../use-cases/vault.ts';
import { questionsOf } from './questions.ts';

interface Asked {
  readonly city: Pick<City, 'categories'>;
  readonly caseId: string;
  /** Where the questions are looked for first. */
  readonly category: string;
  readonly variables: Variables;
}

/** @returns the answers in the order of the questions; what was asked for an earlier category stays readable */
export async function answersOf(vault: Vault, tx: Tx, asked: Asked): Promise<readonly CaseAnswer[]> {
  const { city, variables, category } = asked;
  const given = Object.fromEntries(Object.entries(variables).filter(([name]) => name.startsWith(questionPrefix)));
  if (Object.keys(given).length === 0) return [];
  const texts = await openValues(vault, tx, asked.caseId, given);
  const first = city.categories.get(category);
  const others = [...city.categories.values()].filter((one) => one !== first);
  const left = new Map(Object.entries(given));
  const answers: CaseAnswer[] = [];
  for (const form of [first, ...others].map((one) => questionsOf(one))) {
    for (const component of form === null ? [] : fieldsOf(form)) {
      const name = `${questionPrefix}${component.key}`;
      const value = left.get(name);
      if (form === null || value === undefined || value === null || !isValueComponent(component.type)) continue;
      left.delete(name);
      const text = isVaultReference(value) ? texts[name] : undefined;
      answers.push({
        question: inBoth(form, component.label ?? component.key),
        answer: text === undefined ? shown(form, component, value) : opened(form, component, text),
      });
    }
  }
  return answers;
}

/** What the vault keeps: a text, a signature, or rows as JSON. */
function opened(form: FormDefinition, component: FormComponent, text: string): Localised {
  if (component.type === 'signature' && text.startsWith('data:')) return { vi: 'Đã ký', en: 'Signed' };
  if (!isGrid(component)) return { vi: text, en: text };
  try {
    return shown(form, component, JSON.parse(text) as Json);
  } catch {
    return { vi: text, en: text };
  }
}

/** `1) Tên: A; Số lượng: 2`, each row on a line of its own; in the report's form fields of rows have the prefix, too. */
function rows(form: FormDefinition, grid: FormComponent, value: readonly Json[]): Localised {
  const fields = fieldsOf({ components: childrenOf(grid) });
  const lines = value.map((row, index) => {
    const cells = fields.flatMap((field) => {
      const cell = (row as Readonly<Record<string, Json>> | null)?.[`${questionPrefix}${field.key}`];
      return cell === undefined || cell === null
        ? []
        : [{ label: inBoth(form, field.label ?? field.key), value: shown(form, field, cell) }];
    });
    const line = (language: keyof Localised) =>
      `${index + 1}) ${cells.map((cell) => `${cell.label[language]}: ${cell.value[language]}`).join('; ')}`;
    return { vi: line('vi'), en: line('en') };
  });
  return { vi: lines.map(({ vi }) => vi).join('\n'), en: lines.map(({ en }) => en).join('\n') };
}

function shown(form: FormDefinition, component: FormComponent, value: Json): Localised {
  if (isGrid(component) && Array.isArray(value)) return rows(form, component, value);
  if (typeof value === 'boolean') return value ? { vi: 'Có', en: 'Yes' } : { vi: 'Không', en: 'No' };
  const chosen = chosenIn(value).map((one) => {
    const options = component.values ?? component.data?.values ?? [];
    return inBoth(form, options.find((option) => option.value === one)?.label ?? one);
  });
  return { vi: chosen.map(({ vi }) => vi).join(', '), en: chosen.map(({ en }) => en).join(', ') };
}

function chosenIn(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, on]) => (on === true ? [name] : []));
  }
  return [String(value)];
}

function inBoth(form: FormDefinition, text: string): Localised {
  return { vi: text, en: form.i18n?.['en']?.[text] ?? text };
}
