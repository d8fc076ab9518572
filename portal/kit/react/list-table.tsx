/** A list with columns: the first names the row, and on a telephone each cell says its column itself. */
import type { ReactNode } from 'react';

export interface Column<Row> {
  /** No head twice. */
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand to the right. */
  readonly figures?: true;
}

interface ListTableProps<Row> {
  /** What the table is a list of; left out where a caption says it or a heading stands right above. */
  readonly label?: string;
  readonly caption?: string | undefined;
  readonly columns: readonly [Column<Row>, ...Column<Row>[]];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
}

export function ListTable<Row>({ label, caption, columns, rows, keyOf }: ListTableProps<Row>) {
  const [first, ...others] = columns;
  return (
    <table className="list" aria-label={label}>
      {caption !== undefined && <caption>{caption}</caption>}
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.head} scope="col" className={classOf(column)}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            <th scope="row" className={classOf(first)}>
              {first.cell(row)}
            </th>
            {others.map((column) => (
              <td key={column.head} data-label={column.head} className={classOf(column)}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function classOf({ figures }: Pick<Column<never>, 'figures'>): string | undefined {
  return figures && 'num';
}
