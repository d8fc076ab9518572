import type { doctorTexts } from '../../kit/texts/doctor.ts';

/** One line of the doctor: how bad it is, and the sentence, which says what to do where something is to be done. */
export interface Finding {
  readonly level: 'ok' | 'warn' | 'bad';
  readonly text: keyof typeof doctorTexts;
  readonly params: Readonly<Record<string, string | number>>;
}

export function finding(level: Finding['level'], text: Finding['text'], params: Finding['params'] = {}): Finding {
  return { level, text, params };
}
