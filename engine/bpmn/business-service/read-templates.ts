// The words of notices, as the source keeps them beside its tables.
import { type Row, rowsAt, textAt } from './read-values.ts';
import type { SourceTemplate } from './source.ts';

export function readTemplates(rows: readonly Row[]): readonly SourceTemplate[] {
  return rows.flatMap((row, index): SourceTemplate[] => {
    const code = textAt(row, 'ref');
    if (code === '') return [];
    const bodies = rowsAt(row, 'bodies').map((body) => ({
      channel: textAt(body, 'channel').toUpperCase(),
      locale: textAt(body, 'locale'),
      subject: textAt(body, 'subject'),
      text: textAt(body, 'body'),
    }));
    return [{ code, path: `notificationTemplates[${index}]`, audience: textAt(row, 'audience'), bodies }];
  });
}
