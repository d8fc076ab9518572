/** Units from a table: known codes are changed where a column is there, new ones are added. */
import type { ConfigFault } from '../city/json-reader.ts';
import { type Columns, dateIn, faultIn, type ImportFault, type Row, rowsOf, type Table } from './rows.ts';

export const unitColumns: Columns = {
  code: ['ma', 'ma_don_vi', 'code'],
  vi: ['ten', 'ten_don_vi', 'name', 'name_vi'],
  en: ['ten_tieng_anh', 'name_en'],
  kind: ['loai', 'kind'],
  agencyCode: ['ma_dinh_danh', 'agency_code'],
  parent: ['truc_thuoc', 'parent'],
  ward: ['dia_ban', 'ward'],
  validFrom: ['tu_ngay', 'valid_from'],
  validTo: ['den_ngay', 'valid_to'],
};

export interface UnitRecord {
  readonly code: string;
  readonly [field: string]: unknown;
}

export interface UnitsImport {
  /** By code, as they become. */
  readonly units: ReadonlyMap<string, UnitRecord>;
  /** In which row each code stands. */
  readonly rowOf: ReadonlyMap<string, number>;
  readonly faults: readonly ImportFault[];
}

/** @param known the units as they stand in the file, by code */
export function importUnits(table: Table, known: ReadonlyMap<string, UnitRecord>): UnitsImport {
  const { rows, faults: missing } = rowsOf(table, unitColumns, ['code', 'vi']);
  const units = new Map<string, UnitRecord>();
  const rowOf = new Map<string, number>();
  const faults = [...missing];
  for (const row of rows) {
    const code = row.get('code');
    const first = rowOf.get(code);
    if (first !== undefined) {
      faults.push(
        faultIn(
          row.number,
          'ma',
          `mã ${code} đã có ở dòng ${first}; bỏ một dòng`,
          `the code ${code} is in row ${first} already; remove one`,
        ),
      );
      continue;
    }
    rowOf.set(code, row.number);
    const read = unitOf(row, known.get(code));
    faults.push(...read.faults);
    units.set(code, read.unit);
  }
  return { units, rowOf, faults };
}

function unitOf(
  row: Row,
  known: UnitRecord | undefined,
): { readonly unit: UnitRecord; readonly faults: readonly ImportFault[] } {
  const faults: ImportFault[] = [];
  const need = (key: string, column: string, vi: string, en: string) => {
    if (row.get(key) === '') faults.push(faultIn(row.number, column, `thiếu ${vi}`, `${en} is missing`));
  };
  need('code', 'ma', 'mã đơn vị', 'the code');
  need('vi', 'ten', 'tên đơn vị', 'the name');
  const days = (['validFrom', 'validTo'] as const).map((key) => {
    const day = dateIn(row.get(key));
    const column = unitColumns[key]?.[0] ?? key;
    if (day === undefined) faults.push(badDate(row, key, column));
    return day ?? '';
  });
  const name = known?.['name'] as { readonly en?: string } | undefined;
  const field = (key: string) => (row.has(key) ? { [key]: row.get(key) === '' ? null : row.get(key) } : {});
  const unit: UnitRecord = {
    ...(known ?? { kind: 'other', agencyCode: '', parent: null, ward: null }),
    code: row.get('code'),
    name: { vi: row.get('vi'), en: row.get('en') || name?.en || row.get('vi') },
    ...(row.get('kind') !== '' && { kind: row.get('kind') }),
    ...(row.has('agencyCode') && { agencyCode: row.get('agencyCode') }),
    ...field('parent'),
    ...field('ward'),
    ...(days[0] !== '' && { validFrom: days[0] }),
    ...(days[1] !== '' && { validTo: days[1] }),
  };
  return { unit, faults };
}

export function badDate(row: Row, key: string, column: string): ImportFault {
  return faultIn(
    row.number,
    column,
    `"${row.get(key)}" không phải là ngày; viết dạng 01/07/2026`,
    `"${row.get(key)}" is no date; write 01/07/2026`,
  );
}

/** What the check of the whole city found, told at the row that brought it; the rest stands at row 0. */
export function atRows(faults: readonly ConfigFault[], rowOf: ReadonlyMap<string, number>): readonly ImportFault[] {
  return faults.map(({ path, message, vi = message }) => {
    const code = [...rowOf.keys()]
      .filter((one) => path.startsWith(`${one}.`))
      .toSorted((a, b) => b.length - a.length)[0];
    if (code === undefined) return faultIn(0, path, vi, message);
    const field = path.slice(code.length + 1).replace(/\[.*$/, '');
    return faultIn(rowOf.get(code) ?? 0, unitColumns[field]?.[0] ?? field, vi, message);
  });
}
