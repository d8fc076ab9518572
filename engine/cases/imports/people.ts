/** People and their posts from a table: a row for each post; rows with the same user name are one person. */
import { type Columns, dateIn, faultIn, type ImportFault, type Row, rowsOf, type Table } from './rows.ts';
import { badDate } from './units.ts';

export const peopleColumns: Columns = {
  username: ['ten_dang_nhap', 'username'],
  displayName: ['ho_ten', 'ho_va_ten', 'name'],
  email: ['thu_dien_tu', 'email'],
  role: ['vai_tro', 'role'],
  unit: ['don_vi', 'unit'],
  validFrom: ['tu_ngay', 'valid_from'],
  validTo: ['den_ngay', 'valid_to'],
};

export interface ImportedPost {
  readonly role: string;
  readonly unit: string;
  readonly validFrom: string;
  readonly validTo: string;
}

export interface ImportedPerson {
  readonly row: number;
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly posts: readonly ImportedPost[];
}

/** Codes that a row may name; roles by their name too. */
export interface Known {
  readonly roles: ReadonlyMap<string, { readonly name: { readonly vi: string; readonly en: string } }>;
  readonly units: ReadonlyMap<string, { readonly validTo: string | null }>;
}

const usernamePattern = /^[a-z0-9]+([.-][a-z0-9]+)*$/;
const emailPattern = /^[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+$/;

export function importPeople(
  table: Table,
  known: Known,
): { readonly people: readonly ImportedPerson[]; readonly faults: readonly ImportFault[] } {
  const { rows, faults: missing } = rowsOf(table, peopleColumns, ['username', 'displayName', 'role', 'unit']);
  const faults = [...missing];
  const people = new Map<string, ImportedPerson>();
  for (const row of rows) {
    const username = row.get('username').toLowerCase();
    const post = postOf(row, known, faults);
    const before = people.get(username);
    if (before !== undefined && before.displayName !== row.get('displayName')) {
      faults.push(
        faultIn(
          row.number,
          'ho_ten',
          `khác với họ tên ở dòng ${before.row} của cùng tên đăng nhập`,
          `differs from the name in row ${before.row} with the same user name`,
        ),
      );
    }
    if (before === undefined) faults.push(...personFaults(row, username));
    const person = before ?? {
      row: row.number,
      username,
      displayName: row.get('displayName'),
      email: row.get('email'),
      posts: [],
    };
    people.set(username, { ...person, posts: [...person.posts, ...post] });
  }
  return { people: [...people.values()], faults };
}

function personFaults(row: Row, username: string): readonly ImportFault[] {
  const email = row.get('email');
  return [
    ...(usernamePattern.test(username) && username.length <= 60
      ? []
      : [
          faultIn(
            row.number,
            'ten_dang_nhap',
            `"${username}": chỉ gồm chữ thường không dấu, số, dấu chấm, gạch ngang`,
            `"${username}": only small letters, digits, dots and hyphens`,
          ),
        ]),
    ...(row.get('displayName') === '' ? [faultIn(row.number, 'ho_ten', 'thiếu họ tên', 'the name is missing')] : []),
    ...(email === '' || emailPattern.test(email)
      ? []
      : [faultIn(row.number, 'thu_dien_tu', `"${email}" không phải địa chỉ thư`, `"${email}" is no e-mail address`)]),
  ];
}

function postOf(row: Row, { roles, units }: Known, faults: ImportFault[]): readonly ImportedPost[] {
  const [role, unit] = [row.get('role'), row.get('unit')];
  const known = [...roles].find(
    ([code, { name }]) =>
      code === role || name.vi.toLowerCase() === role.toLowerCase() || name.en.toLowerCase() === role.toLowerCase(),
  );
  if (known === undefined) {
    const all = [...roles.keys()].join(', ');
    faults.push(
      faultIn(
        row.number,
        'vai_tro',
        `không có vai trò "${role}"; dùng một trong: ${all}`,
        `there is no role "${role}"; use one of: ${all}`,
      ),
    );
  }
  const place = units.get(unit);
  if (place === undefined) {
    faults.push(
      faultIn(
        row.number,
        'don_vi',
        `không có đơn vị "${unit}"; ghi mã đơn vị, hoặc nhập đơn vị trước`,
        `there is no unit "${unit}"; write its code, or import units first`,
      ),
    );
  } else if (place.validTo !== null) {
    faults.push(
      faultIn(
        row.number,
        'don_vi',
        `đơn vị ${unit} đóng từ sau ngày ${place.validTo}`,
        `the unit ${unit} is closed after ${place.validTo}`,
      ),
    );
  }
  const [validFrom, validTo] = (['validFrom', 'validTo'] as const).map((key) => {
    const day = dateIn(row.get(key));
    if (day === undefined) faults.push(badDate(row, key, peopleColumns[key]?.[0] ?? key));
    return day ?? '';
  });
  return known === undefined || place === undefined
    ? []
    : [{ role: known[0], unit, validFrom: validFrom ?? '', validTo: validTo ?? '' }];
}
