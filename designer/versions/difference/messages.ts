/** Two states of the messages: which came, went, or say something else. */
import { type MessageEntry, readFile, textAt } from '../../messages/message-file.ts';
import { type Difference, type DifferenceSpeech, detailsOf, type Facts } from './difference.ts';

/** @returns null where one of the two cannot be read */
export function messageDifferences(
  before: string,
  after: string,
  speech: DifferenceSpeech,
): readonly Difference[] | null {
  const [was, now] = [readFile(before), readFile(after)];
  if (was === undefined || now === undefined) return null;
  const old = new Map(was.messages.map((entry) => [entry.code, entry]));
  const codes = new Set(now.messages.map(({ code }) => code));
  const line = (entry: MessageEntry, what: Difference['what']): Difference => ({
    at: entry.code,
    what,
    name: entry.name[speech.language],
    sort: '',
    details: [],
  });
  return [
    ...now.messages.flatMap((entry): readonly Difference[] => {
      const earlier = old.get(entry.code);
      if (earlier === undefined) return [line(entry, 'added')];
      const details = detailsOf(factsOf(earlier, speech), factsOf(entry, speech));
      return details.length === 0 ? [] : [{ ...line(entry, 'changed'), details }];
    }),
    ...was.messages.filter(({ code }) => !codes.has(code)).map((entry) => line(entry, 'removed')),
  ];
}

function factsOf(entry: MessageEntry, { t }: DifferenceSpeech): Facts {
  const facts = new Map<string, string>();
  for (const language of ['vi', 'en'] as const) {
    const tongue = t(language === 'vi' ? 'diff_vi' : 'diff_en');
    facts.set(`${t('elementName')} (${tongue})`, entry.name[language]);
    facts.set(`SMS (${tongue})`, textAt(entry, 'sms', language));
    facts.set(`${t('diff_subject')} (${tongue})`, textAt(entry, 'subject', language));
    facts.set(`${t('diff_email')} (${tongue})`, textAt(entry, 'text', language));
  }
  facts.set(t('diff_audience'), entry.audience ?? '');
  facts.set(t('diff_diacritics'), entry.sms?.diacritics === undefined ? '' : t(entry.sms.diacritics ? 'yes' : 'no'));
  return facts;
}
