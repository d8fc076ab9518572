/**
 * Values for a field, made from its definition: of those that mean something to it, and of those that break one of its
 * rules. A kind of field that has no maker here has no line in the table of verdicts, and a test says so.
 */
import { childrenOf } from '#forms/components.ts';
import type { FormComponent, FormOption } from '#forms/definition.ts';
import type { Random } from '#test/torture/random.ts';

export interface Maker {
  good(field: FormComponent, random: Random): unknown;
  bad(field: FormComponent, random: Random): unknown;
}

const textMaker: Maker = {
  good: (field, random) => {
    const { least, most } = lengths(field);
    return filled(random, least + random.below(Math.min(most, least + 40) - least + 1));
  },
  bad: (field, random) => {
    const { least, most } = lengths(field);
    const short = least > 1 ? [filled(random, least - 1)] : [];
    return random.pick([...short, 'x'.repeat(most + 1), filled(random, most + 1 + random.below(9)), ['a', 'b'], {}]);
  },
};

export const makers: Readonly<Record<string, Maker>> = {
  textfield: {
    good: (field, random) =>
      pattern(field) ? random.pick(['59-H1', '60-C2', '99-Z9']) : textMaker.good(field, random),
    bad: (field, random) =>
      pattern(field)
        ? random.pick(['59H1', '59-h1', '-59-H1-', '59-H1\n59-H1', 'x59-H1', '٥٩-H1'])
        : textMaker.bad(field, random),
  },
  textarea: textMaker,
  number: {
    good: ({ validate = {} }, random) => {
      const [least, most] = [Number(validate['min'] ?? -1e6), Number(validate['max'] ?? 1e6)];
      const whole = least + random.below(most - least + 1);
      if (validate['integer'] === true) return random.pick([whole, String(whole)]);
      return random.pick([whole, String(whole), Math.min(most, whole + 0.25), `${Math.min(most - 1, whole)},5`]);
    },
    bad: ({ validate = {} }, random) => {
      const [least, most] = [Number(validate['min'] ?? -1e6), Number(validate['max'] ?? 1e6)];
      const outside = validate['min'] === undefined ? [] : [least - 1, most + 1, `${most + 1}`, least - 0.5];
      const whole = validate['integer'] === true ? [least + 0.5, '2,5'] : [];
      return random.pick([...outside, ...whole, 'mười', '1.000.000', '12abc', '0x10', '1e3', '--1', [1, 2], {}]);
    },
  },
  phoneNumber: {
    good: (_, random) =>
      random.pick(['0912345678', '+84 912 345 678', '0912.345.678', '1022', '02523 812345', '0162 2345678']),
    bad: (_, random) =>
      random.pick(['12', '+1 202 555 0143', '091234567890123', '0a12345678', '0112345678', ['0912345678', '1']]),
  },
  signature: {
    good: (_, random) => random.pick(['Nguyễn Văn A', 'Ông Bà', `data:image/png;base64,iVBORw0KGgo${'A'.repeat(60)}`]),
    bad: (_, random) =>
      random.pick([
        'A',
        'data:image/svg+xml;base64,PHN2Zz4=',
        'data:text/html,<b>x</b>',
        `data:image/png;base64,iVBORw0KGgo${'A'.repeat(40_000)}`,
        'data:image/png;base64,AAAA',
        ['Nguyễn', 'Văn'],
        {},
      ]),
  },
  email: {
    good: (_, random) => random.pick(['a@b.vn', 'ten.ho+1@example.org', `${'a'.repeat(60)}@x.gov.vn`]),
    bad: (_, random) =>
      random.pick([
        'a@b',
        '@b.vn',
        'a b@c.vn',
        'a@b.vn,c@d.vn',
        'Tên <a@b.vn>',
        'a@b..vn',
        'a@b.vn\nBcc: c@d.vn',
        'á@b.vn',
      ]),
  },
  day: {
    good: (_, random) => random.pick(['2026-10-13', '13/10/2026', '29/02/2024', '2000-02-29', '1/2/1999']),
    bad: (_, random) =>
      random.pick(['31/02/2026', '2026-13-01', '29/02/2023', '2026-1-1', 'hôm nay', '13-10-2026', '00/10/2026']),
  },
  time: {
    good: (_, random) => random.pick(['00:00', '23:59', '07:30', '22:15:59']),
    bad: (_, random) => random.pick(['24:00', '7:30', '07h30', '12:60', '12:00 PM', 'sáng']),
  },
  select: {
    good: (field, random) => {
      const values = choices(field);
      if (field.multiple !== true) return random.pick(values);
      return values.filter((_, index) => index === 0 || random.chance(50));
    },
    bad: (field, random) =>
      random.pick<unknown>([
        `${choices(field)[0]} `.repeat(2),
        'không có',
        'A',
        '<b>',
        [{}],
        { a: true },
        [[choices(field)[0]]],
      ]),
  },
  radio: {
    good: (field, random) => random.pick(choices(field)),
    bad: (field, random) =>
      random.pick<unknown>(['không có', `${choices(field)[0]}x`, choices(field).slice(0, 2), { a: true }]),
  },
  selectboxes: {
    good: (field, random) => {
      const least = Number(field.validate?.['minSelectedCount'] ?? 1);
      const most = Number(field.validate?.['maxSelectedCount'] ?? choices(field).length);
      const chosen = choices(field).slice(0, least + random.below(most - least + 1));
      return random.chance(50) ? chosen : Object.fromEntries(choices(field).map((one) => [one, chosen.includes(one)]));
    },
    bad: (field, random) => random.pick<unknown>([['không có'], { 'không có': true }, 7, choices(field), 'không có']),
  },
  checkbox: {
    good: (field, random) => (isNeeded(field) ? true : random.pick([true, false, 'true', 'on'])),
    bad: (_, random) => random.pick<unknown>(['có', 2, [true, false], {}, 'TRUE']),
  },
  file: {
    good: (_, random) => [aFile('a.jpg', 100 + random.below(800))],
    bad: (field, random) =>
      random.pick([
        [aFile('a.exe', 10)],
        [aFile('ảnh.jpg', 5000)],
        ...(field.multiple === true
          ? [[1, 2, 3].map((n) => aFile(`${n}.jpg`, 10))]
          : [[aFile('1.jpg', 1), aFile('2.jpg', 1)]]),
      ]),
  },
  location: {
    good: (_, random) =>
      random.pick<unknown>([
        { lon: 108.1, lat: 10.9 },
        { lon: '108,1', lat: '10.95' },
        '108.1,10.9',
        '{"lon":108.2,"lat":10.8}',
      ]),
    bad: (_, random) =>
      random.pick<unknown>([{ lon: 208, lat: 10 }, { lon: 108.1 }, { lon: 'x', lat: 'y' }, 'gần chợ', [1], 5]),
  },
  hidden: textMaker,
  address: textMaker,
  datetime: {
    good: (_, random) =>
      random.pick(['2026-10-13T08:30', '2026-10-13 08:30', '13/10/2026 23:59', '2024-02-29T00:00:30']),
    bad: (_, random) =>
      random.pick([
        '2026-10-13',
        '2026-02-30T08:30',
        '2026-10-13T24:00',
        '2026-10-13T08:30:00+07:00',
        '2026-10-13T08:30Z',
        'mai',
      ]),
  },
  datagrid: rowsMaker(),
  editgrid: rowsMaker(),
};

/** Rows of fields; the number of rows, a field of a row, or all of it can be wrong. */
function rowsMaker(): Maker {
  const row = (grid: FormComponent, random: Random, wrong: boolean): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      childrenOf(grid).map((field, index) => {
        const maker = makers[field.type] ?? textMaker;
        return [field.key, wrong && index === 0 ? maker.bad(field, random) : maker.good(field, random)];
      }),
    );
  return {
    good: (grid, random) => Array.from({ length: 1 + random.below(3) }, () => row(grid, random, false)),
    bad: (grid, random) =>
      random.pick<unknown>([
        [row(grid, random, false), row(grid, random, true)],
        Array.from({ length: 60 }, () => row(grid, random, false)),
        'một dòng',
        [row(grid, random, false), 'x'],
        [[row(grid, random, false)]],
      ]),
  };
}

export interface SentFile {
  readonly name: string;
  readonly originalName: string;
  readonly size: number;
  readonly storage: 'wardflow';
  readonly type: string;
}

/** As Form.io keeps a file in its data. */
function aFile(originalName: string, size: number): SentFile {
  return { name: `x-${originalName}`, originalName, size, storage: 'wardflow', type: 'image/jpeg' };
}

function choices(field: FormComponent): readonly string[] {
  const options: readonly FormOption[] = (field.type === 'select' ? field.data?.values : field.values) ?? [];
  return options.map(({ value }) => value);
}

function lengths({ validate = {}, type }: FormComponent): { readonly least: number; readonly most: number } {
  const most = Number(validate['maxLength'] ?? (type === 'textarea' ? 5000 : 500));
  return { least: Math.max(1, Number(validate['minLength'] ?? 1)), most };
}

/** Begins and ends with a letter, so that trimming takes nothing away. */
function filled(random: Random, length: number): string {
  const inner = Array.from({ length: Math.max(0, length - 2) }, () => random.pick(['a', 'ế', ' ', '1', '🌧', 'đ', '<']));
  return ['a', ...inner, 'b'].slice(0, length).join('');
}

function pattern({ validate }: FormComponent): boolean {
  return validate?.['pattern'] !== undefined;
}

function isNeeded({ validate }: FormComponent): boolean {
  return validate?.['required'] === true;
}
