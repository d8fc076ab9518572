/** Numbers that must run without a gap: the commands of an instance, the lines of history within a command. */
import { type Reader, textOf } from './database.ts';
import { type Finding, finding } from './finding.ts';

export async function checkNumbers(reader: Reader): Promise<readonly Finding[]> {
  const journals = await reader.rows(
    `select hex(i.id) as id, i.version as version, count(j.number) as n, min(j.number) as low, max(j.number) as high
     from process_instance i left join journal j on j.instance_id = i.id group by i.id, i.version`,
  );
  const gaps = journals.filter((row) => {
    const version = Number(row['version']);
    return Number(row['n']) !== version || Number(row['low']) !== 1 || Number(row['high']) !== version;
  });
  const histories = await reader.rows(
    `select hex(instance_id) as id, number, count(*) as n, min(position) as low, max(position) as high
     from history group by instance_id, number`,
  );
  const holes = histories.filter((row) => Number(row['low']) !== 0 || Number(row['high']) !== Number(row['n']) - 1);
  return [
    ...gaps.map((row) => finding('JOURNAL_GAP', `journal of ${textOf(row, 'id')}`)),
    ...holes.map((row) => finding('HISTORY_DIFFERS', `lines of ${textOf(row, 'id')} at command ${row['number']}`)),
  ];
}
