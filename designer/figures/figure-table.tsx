/** The same figures as a table, for reading, hearing and taking away. */
import { Button } from '@mantine/core';
import type { FigureLine, Spread } from '#engine/runtime/application/history.ts';
import { count, span } from '#portal/kit/format.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { download } from '../draft/download.ts';
import { useText } from '../use-text.ts';
import { csvOf } from './lines.ts';

export interface NamedLine extends FigureLine {
  readonly name: string;
}

export function FigureTable({ lines, file }: { readonly lines: readonly NamedLine[]; readonly file: string }) {
  const t = useText();
  const language = useLanguage();
  const words = (spread: Spread | null, part: 'medianMs' | 'p90Ms') =>
    spread === null ? '–' : span(spread[part], language);
  const heads = [
    t('columnStep'),
    t('timesDone'),
    t('timesBack'),
    t('timesLate'),
    t('medianWaiting'),
    t('p90Waiting'),
    t('medianWorking'),
    t('p90Working'),
  ];
  const save = () => {
    const head = ['id', ...heads.slice(0, 4), ...heads.slice(4).map((one) => `${one} (s)`)];
    const seconds = (ms: number | undefined) => (ms === undefined ? '' : Math.round(ms / 1000));
    const rows = lines.map(({ key, name, completed, sentBack, late, waiting, working }) => [
      key,
      name,
      completed,
      sentBack,
      late,
      seconds(waiting?.medianMs),
      seconds(waiting?.p90Ms),
      seconds(working?.medianMs),
      seconds(working?.p90Ms),
    ]);
    download(file, csvOf([head, ...rows]));
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no pointer scrolls the table from here */}
      <section className="scroll" aria-label={t('figuresTable')} tabIndex={0}>
        <table className="list figures">
          <thead>
            <tr>
              {heads.map((head, index) => (
                <th key={head} scope="col" className={index === 0 ? undefined : 'num'}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key}>
                <th scope="row">{line.name}</th>
                <td data-label={heads[1]} className="num">
                  {count(line.completed, language)}
                </td>
                <td data-label={heads[2]} className="num">
                  {count(line.sentBack, language)}
                </td>
                <td data-label={heads[3]} className="num">
                  {count(line.late, language)}
                </td>
                <td data-label={heads[4]} className="num">
                  {words(line.waiting, 'medianMs')}
                </td>
                <td data-label={heads[5]} className="num">
                  {words(line.waiting, 'p90Ms')}
                </td>
                <td data-label={heads[6]} className="num">
                  {words(line.working, 'medianMs')}
                </td>
                <td data-label={heads[7]} className="num">
                  {words(line.working, 'p90Ms')}
                </td>
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
