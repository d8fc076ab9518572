/** Why a step is stuck, in both languages. The engine says it in English with its values filled in: those are found again. */
import type { Localised } from '#engine/cases/text/localised.ts';
import { type CoreCode, coreErrors, describe } from '#engine/core/errors.ts';

export function incidentWords(code: string, message: string): Localised {
  if (!Object.hasOwn(coreErrors, code)) return { vi: message, en: message };
  const known = code as CoreCode;
  const names: string[] = [];
  const pattern = coreErrors[known].message.en.split(/\{(\w+)\}/).map((part, index) => {
    if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    names.push(part);
    return '(.*)';
  });
  const found = new RegExp(`^${pattern.join('')}$`, 's').exec(message);
  const params = Object.fromEntries(names.map((name, index) => [name, found?.[index + 1] ?? '']));
  return { vi: describe(known, params, 'vi'), en: message };
}
