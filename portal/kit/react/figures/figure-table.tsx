/** Figures as a table, for reading, hearing and taking away. */
import { Button } from '@mantine/core';
import type { Language } from '#engine/runtime/application/common.ts';
import type { FigureLine, FiguresBy } from '#engine/runtime/application/history.ts';
import { count, span } from '#portal/kit/format.ts';
import type { FiguresTextKey } from '#portal/kit/texts/figures.ts';
import { csvOf } from '../../figures/csv.ts';
import { download } from '../download.ts';
import { useLanguage } from '../providers.tsx';
import { useFigureWords } from './use-words.ts';

interface Shown {
  /** What has no name stands by its key; of days the key is the day. */
  readonly lines: readonly FigureLine[];
  readonly by: FiguresBy;
  /** Name of the file to take away. */
  readonly file: string;
}

interface Column {
  readonly head: FiguresTextKey;
  readonly of: (line: FigureLine) => number | undefined;
  /** A duration in milliseconds; else a number of times. */
  readonly duration?: true;
}

export function FigureTable({ lines, by, file }: Shown) {
  const t = useFigureWords();
  const language = useLanguage();
  // That work came back is known of an element, not of a unit: who sees only a unit's figures has no such column.
  const shown = columns.filter(({ head }) => head !== 'timesBack' || lines.some(({ sentBack }) => sentBack > 0));
  const nameOf = ({ key, name }: FigureLine) => (by === 'day' ? dayWords(key) : (name?.[language] ?? key));
  const save = () => {
    const head = shown.map(({ head: key, duration }) => (duration ? `${t(key)} (s)` : t(key)));
    const rows = lines.map((line) => [line.key, nameOf(line), ...shown.map((column) => plain(column, line))]);
    download(file, csvOf([['id', t(firstColumn[by]), ...head], ...rows]));
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no pointer scrolls the table from here */}
      <section className="scroll" aria-label={t('figuresTable')} tabIndex={0}>
        <table className="list figures">
          <thead>
            <tr>
              <th scope="col">{t(firstColumn[by])}</th>
              {shown.map(({ head }) => (
                <th key={head} scope="col" className="num">
                  {t(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key}>
                <th scope="row">{nameOf(line)}</th>
                {shown.map((column) => (
                  <td key={column.head} data-label={t(column.head)} className="num">
                    {words(column, line, language)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="actions below-table">
        <Button variant="default" onClick={save}>
          {t('saveCsv')}
        </Button>
      </div>
    </>
  );
}

const firstColumn = { element: 'columnStep', unit: 'columnUnit', day: 'columnDay' } as const;

const columns: readonly Column[] = [
  { head: 'timesDone', of: ({ completed }) => completed },
  { head: 'timesBack', of: ({ sentBack }) => sentBack },
  { head: 'timesLate', of: ({ late }) => late },
  { head: 'medianWaiting', of: ({ waiting }) => waiting?.medianMs, duration: true },
  { head: 'p90Waiting', of: ({ waiting }) => waiting?.p90Ms, duration: true },
  { head: 'medianWorking', of: ({ working }) => working?.medianMs, duration: true },
  { head: 'p90Working', of: ({ working }) => working?.p90Ms, duration: true },
];

function words({ of, duration }: Column, line: FigureLine, language: Language): string {
  const value = of(line);
  if (value === undefined) return '–';
  return duration ? span(value, language) : count(value, language);
}

/** For a spreadsheet: durations in seconds. */
function plain({ of, duration }: Column, line: FigureLine): string | number {
  const value = of(line);
  if (value === undefined) return '';
  return duration ? Math.round(value / 1000) : value;
}

/** `2026-11-22` as `22/11/2026`. */
function dayWords(key: string): string {
  return key.split('-').toReversed().join('/');
}
