/** Two states of a service's settings, of anything else that is written as JSON, and of plain texts. */
import { type Difference, type DifferenceSpeech, detailsOf, type Facts } from './difference.ts';

/** The settings of a service: what it is called, its stages one by one, and the rest by what it is called in the file. */
export function settingsDifferences(
  before: string,
  after: string,
  speech: DifferenceSpeech,
): readonly Difference[] | null {
  const [was, now] = [readJson(before), readJson(after)];
  if (was === null || now === null) return null;
  const [stagesBefore, stagesAfter] = [stagesOf(was), stagesOf(now)];
  const whole = detailsOf(factsOf(was, speech), factsOf(now, speech));
  return [
    ...(whole.length === 0 ? [] : [{ ...line('', speech.t('settings'), 'changed' as const), details: whole }]),
    ...[...stagesAfter].flatMap(([code, stage]): readonly Difference[] => {
      const earlier = stagesBefore.get(code);
      const sort = speech.t('diff_stage');
      const name = stageName(stage, code, speech);
      if (earlier === undefined) return [{ ...line(code, name, 'added'), sort }];
      const details = detailsOf(factsOf(earlier, speech), factsOf(stage, speech));
      return details.length === 0 ? [] : [{ ...line(code, name, 'changed'), sort, details }];
    }),
    ...[...stagesBefore]
      .filter(([code]) => !stagesAfter.has(code))
      .map(([code, stage]) => ({
        ...line(code, stageName(stage, code, speech), 'removed'),
        sort: speech.t('diff_stage'),
      })),
  ];
}

type Settings = Readonly<Record<string, unknown>>;

function stagesOf({ stages }: Settings): ReadonlyMap<string, Settings> {
  if (!Array.isArray(stages)) return new Map();
  return new Map((stages as readonly Settings[]).map((stage) => [String(stage['code']), stage]));
}

function stageName(stage: Settings, code: string, { language }: DifferenceSpeech): string {
  const name = stage['name'] as Partial<Record<string, string>> | undefined;
  return name?.[language] ?? code;
}

function line(at: string, name: string, what: Difference['what']): Difference {
  return { at, name, what, sort: '', details: [] };
}

/** Every value by its way in the file, said in words where there are words for it. Stages are told one by one. */
function factsOf(settings: Settings, speech: DifferenceSpeech): Facts {
  const facts = new Map<string, string>();
  const walk = (value: unknown, way: readonly string[]): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) walk(inner, [...way, name]);
    } else if (value !== undefined) {
      facts.set(wayWords(way, speech), typeof value === 'boolean' ? speech.t(value ? 'yes' : 'no') : String(value));
    }
  };
  for (const [name, value] of Object.entries(settings)) if (name !== 'stages') walk(value, [name]);
  return facts;
}

const known = {
  name: 'elementName',
  description: 'diff_description',
  process: 'process',
  startForm: 'diff_startForm',
  text: 'diff_text',
  visibility: 'diff_visibility',
  ends: 'diff_ends',
  vi: 'diff_vi',
  en: 'diff_en',
} as const;

function wayWords(way: readonly string[], { t }: DifferenceSpeech): string {
  return way.map((part) => (Object.hasOwn(known, part) ? t(known[part as keyof typeof known]) : part)).join(' · ');
}

function readJson(content: string): Settings | null {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null ? (value as Settings) : null;
  } catch {
    return null;
  }
}
