import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { applicationsOf } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import type { ImportFile } from '../../application/imports.ts';
import { readTable } from './read-table.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const real = readFileSync(new URL('../../../../test/data/wards/hcmc-central-wards.geojson', import.meta.url));

const unitsCsv =
  '\uFEFFma;ten;truc_thuoc;tu_ngay\r\nCTCV;"Công ty; Công viên";UBND;01/01/2027\r\nSTP;Sở Tư pháp thành phố;UBND;\r\n';

const file = (
  kind: ImportFile['kind'],
  content: Uint8Array | string,
  change: Partial<ImportFile> = {},
): ImportFile => ({
  ...{ kind, name: 'tệp', dryRun: true, stamp: '', note: 'Nhập từ tệp' },
  content: typeof content === 'string' ? bytes(content) : content,
  ...change,
});

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test } = await opened();
    const { imports, organisation, people } = test.wardflow.application;
    const administrator = await test.as('quantri');
    /** Looks, then takes in what was looked at. */
    const take = async (one: ImportFile) => {
      const { stamp } = await imports.run(administrator, one);
      return await imports.run(administrator, { ...one, dryRun: false, stamp });
    };
    return { test, imports, organisation, people, administrator, take };
  };

  it('who keeps none of it takes nothing in and sees no map', async () => {
    const { test, imports } = await start();
    const head = await test.as('lamdong.ktht.lanhdao');
    for (const kind of ['units', 'people', 'wards'] as const) {
      await assert.rejects(imports.run(head, file(kind, unitsCsv)), { code: 'FORBIDDEN' }, kind);
    }
    await assert.rejects(imports.mapCheck(head), { code: 'FORBIDDEN' });
  });

  it('units come out of a CSV file as Excel writes it here, after a dry run that writes nothing', async () => {
    const { imports, organisation, administrator, take } = await start();
    const { revision } = await organisation.units(administrator);
    const looked = await imports.run(administrator, file('units', unitsCsv));
    assert.deepEqual([looked.added, looked.changed, looked.faults], [['CTCV'], ['STP'], []]);
    assert.equal((await organisation.units(administrator)).revision, revision);
    await take(file('units', unitsCsv));
    const { unit } = await organisation.unit(administrator, 'CTCV');
    assert.deepEqual([unit.name.vi, unit.validFrom, unit.parent], ['Công ty; Công viên', '2027-01-01', 'UBND']);
    const [change] = await organisation.unitChanges(administrator);
    assert.deepEqual([change?.added, change?.changed, change?.note], [['CTCV'], ['STP'], 'Nhập từ tệp']);
  });

  it('rows and reasons are named in words, and with one fault nothing is taken in', async () => {
    const { imports, organisation, administrator } = await start();
    const { revision } = await organisation.units(administrator);
    const bad = 'ma,ten,truc_thuoc,tu_ngay\nA1,Một,KHONG-CO,\nA2,,UBND,31/02/2027\nA1,Lại,UBND,\n';
    const { faults } = await imports.run(administrator, file('units', bad, { dryRun: false, stamp: 'x' }));
    assert.deepEqual(
      faults.map(({ row, column, message }) => `${row} ${column}: ${message.vi}`),
      [
        '3 ten: thiếu tên đơn vị',
        '3 tu_ngay: "31/02/2027" không phải là ngày; viết dạng 01/07/2026',
        '4 ma: mã A1 đã có ở dòng 2; bỏ một dòng',
      ],
    );
    const lost = await imports.run(administrator, file('units', 'ma\tten\ttruc_thuoc\nA1\tMột\tKHONG-CO\n'));
    assert.deepEqual(
      lost.faults.map(({ row, column, message }) => `${row} ${column}: ${message.vi}`),
      ['2 truc_thuoc: không có đơn vị KHONG-CO'],
    );
    const nameless = await imports.run(administrator, file('units', 'x,y\n1,2\n'));
    assert.deepEqual(
      nameless.faults.map(({ row, column }) => `${row} ${column}`),
      ['1 ma', '1 ten'],
    );
    assert.equal((await organisation.units(administrator)).revision, revision);
  });

  it('a city that has changed since it was looked at is not written over', async () => {
    const { imports, administrator, take } = await start();
    const { stamp } = await imports.run(administrator, file('units', unitsCsv));
    await take(file('units', 'ma,ten\nCTTN,Công ty Thoát nước mới\n'));
    await assert.rejects(imports.run(administrator, file('units', unitsCsv, { dryRun: false, stamp })), {
      code: 'CITY_CHANGED',
    });
  });

  it('people come with roles by name, and get first passwords as often as needed until they have signed in', async () => {
    const { test, imports, people, administrator, take } = await start();
    const rows =
      'Tên đăng nhập;Họ tên;Vai trò;Đơn vị;Từ ngày\nan.moi;Nguyễn An;Chuyên viên xử lý;99016-KTHT;\nan.moi;Nguyễn An;unit_head;99016-VP;01/12/2026\nlamdong.ktht.canbo;Ai;officer;99016-VP;\n';
    const wrong = await imports.run(
      administrator,
      file('people', rows.replace('99016-VP', 'KHONG-CO').replace('unit_head', 'vua')),
    );
    assert.deepEqual(
      wrong.faults.map(({ row, column }) => `${row} ${column}`),
      ['3 vai_tro', '3 don_vi'],
    );
    const report = await take(file('people', rows));
    assert.deepEqual([report.added, report.changed], [['an.moi'], ['lamdong.ktht.canbo']]);
    // Nothing opens the account before a first password was handed out, and nothing secret is in the answer.
    assert.deepEqual(report.waiting, ['an.moi']);
    const { accounts } = test.wardflow.application;
    const signIn = (password: string) => accounts.signIn({ username: 'an.moi', password }, '192.0.2.5');
    assert.equal(await signIn(''), undefined);
    const everybody = ['an.moi', 'lamdong.ktht.canbo', 'khong.co'];
    const [lost, ...others] = await people.firstPasswords(administrator, everybody);
    assert.deepEqual([lost?.username, others], ['an.moi', []], 'who has signed in keeps the password');
    const [made] = await people.firstPasswords(administrator, everybody);
    assert.equal(await signIn(lost?.password ?? ''), undefined, 'what was handed out before holds no longer');
    assert.deepEqual((await imports.run(administrator, file('people', rows))).waiting, ['an.moi']);
    const signedIn = await signIn(made?.password ?? '');
    assert.deepEqual(
      signedIn?.actor?.posts.map(({ role, unit }) => `${role} ${unit}`),
      ['officer 99016-KTHT'],
    );
    assert.equal((await people.one(administrator, 'lamdong.ktht.canbo')).posts.length, 2);
    const again = await imports.run(administrator, file('people', rows));
    assert.deepEqual([again.added, again.waiting], [[], []]);
    assert.deepEqual(await people.firstPasswords(administrator, everybody), []);
    assert.equal(
      (await people.all(administrator)).people.find(({ username }) => username === 'an.moi')?.firstPassword,
      false,
    );
    await people.resetPassword(administrator, 'an.moi');
    assert.equal((await people.firstPasswords(administrator, ['an.moi'])).length, 1, 'also what was given anew');
    const official = await test.as('lamdong.ktht.canbo');
    await assert.rejects(people.firstPasswords(official, ['an.moi']), { code: 'FORBIDDEN' });
  });

  it('eighteen real wards come in with their units: nobody is missing in any of them', async () => {
    const { test, imports, administrator, take } = await start();
    const report = await take(file('wards', new Uint8Array(real)));
    assert.deepEqual([report.added.length, report.faults], [18, []]);
    const map = await imports.mapCheck(administrator);
    assert.equal(map.wards.length, 30);
    assert.ok(map.wards.every(({ hasUnit }) => hasUnit));
    const { unit } = await test.wardflow.application.organisation.unit(administrator, '29.130-KTHT');
    assert.equal(unit.name.vi, 'Phòng Kinh tế, Hạ tầng và Đô thị phường Phú Nhuận');
  });

  it('polygons that are none are told by their feature, and nothing is half-written', async () => {
    const { imports, administrator } = await start();
    const square = [
      [
        [108, 10],
        [108.1, 10],
        [108.1, 10.1],
        [108, 10],
      ],
    ];
    const feature = (properties: object, coordinates: unknown, type = 'Polygon') => ({
      type: 'Feature',
      properties,
      geometry: { type, coordinates },
    });
    const features = [
      feature({ code: 'W1', name: 'Phường Một' }, square),
      feature({ code: 'W2', name: 'Hai' }, square),
      feature({ name: 'Xã Ba' }, [
        [
          [108, 10],
          [108.1, 10],
          [108.1, 10.1],
          [108, 10.2],
        ],
      ]),
      feature({ code: 'W4', name: 'Xã Bốn' }, [
        [
          [587_000, 1_190_000],
          [1, 1],
          [2, 2],
          [587_000, 1_190_000],
        ],
      ]),
      feature({ code: 'W1', name: 'Phường Một' }, square),
      feature({ code: 'W6', name: 'Phường Sáu' }, [], 'Point'),
    ];
    const text = JSON.stringify({ type: 'FeatureCollection', features });
    const { faults } = await imports.run(administrator, file('wards', text));
    assert.deepEqual(
      faults.map(({ row, column }) => `${row} ${column}`),
      ['2 kind', '3 code', '3 geometry', '4 geometry', '5 code', '6 geometry'],
    );
    assert.match(faults[3]?.message.vi ?? '', /VN-2000/);
    const none = await imports.run(administrator, file('wards', '{}'));
    assert.match(none.faults[0]?.message.vi ?? '', /không phải GeoJSON/);
  });
});

it('tables are read from UTF-8 and UTF-16, with any delimiter; other bytes are refused with a remedy', async () => {
  const utf16 = new Uint8Array([
    0xff,
    0xfe,
    ...new Uint8Array(new Uint16Array([...'ma\tten\nĐ1\tĐường'].map((one) => one.charCodeAt(0))).buffer),
  ]);
  assert.deepEqual((await readTable('x.txt', utf16)).rows, [{ number: 2, cells: ['Đ1', 'Đường'] }]);
  for (const text of ['ma,ten\nĐ1,Đường', '\uFEFFma;ten\nĐ1;Đường', 'ma\tten\r\nĐ1\t"Đường"']) {
    assert.deepEqual((await readTable('x.csv', bytes(text))).rows, [{ number: 2, cells: ['Đ1', 'Đường'] }]);
  }
  await assert.rejects(readTable('x.csv', new Uint8Array([0x6d, 0x61, 0xd0, 0x31])), { code: 'FILE_ENCODING' });
  await assert.rejects(readTable('x.csv', bytes('ma,ten\n"A,B\n')), { code: 'FILE_NOT_CSV' });
  await assert.rejects(readTable('x.csv', bytes('')), { code: 'FILE_EMPTY' });
});

it('an Excel workbook is read; a broken one, and one that unpacks to more than a disk, are refused', async () => {
  const { header, rows } = await readTable(
    'x.xlsx',
    workbook([
      ['ma', 'ten'],
      ['CTCV', 'Công ty Công viên'],
    ]),
  );
  assert.deepEqual([header, rows], [['ma', 'ten'], [{ number: 2, cells: ['CTCV', 'Công ty Công viên'] }]]);
  const broken = workbook([['ma']]).slice(0, 200);
  await assert.rejects(readTable('x.xlsx', broken), { code: 'FILE_NOT_EXCEL' });
  const tooLarge = { code: 'FILE_UNPACKS_TOO_LARGE' };
  // What the directory claims counts for nothing, what comes out of it does.
  assert.deepEqual((await readTable('x.xlsx', workbook([['ma']], 4_000_000_000))).header, ['ma']);
  const bomb = workbook([['ma', 'a'.repeat(61_000_000)]], 20);
  assert.ok(bomb.length < 200_000);
  await assert.rejects(readTable('x.xlsx', bomb), tooLarge);
  const cells = [['ma'], ...Array.from({ length: 6_000 }, () => ['x'])];
  await assert.rejects(
    readTable(
      'x.xlsx',
      workbook(cells, undefined, (sheet) => sheet.replaceAll('r="A', 'r="CZ')),
    ),
    tooLarge,
  );
  const endless = workbook([['ma'], ['x']], undefined, (sheet) => sheet.replaceAll('2"', '999999999"'));
  await assert.rejects(readTable('x.xlsx', endless), tooLarge);
});

/** A workbook as ECMA-376 wants it at the least, packed by hand. @param claimed what the directory says of sizes */
function workbook(
  cells: readonly (readonly string[])[],
  claimed?: number,
  rewritten: (sheet: string) => string = (sheet) => sheet,
): Uint8Array {
  const sheet = cells
    .map(
      (row, y) =>
        `<row r="${y + 1}">${row.map((text, x) => `<c r="${'ABC'[x]}${y + 1}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`,
    )
    .join('');
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
  return zip(
    {
      '[Content_Types].xml': `<Types xmlns="${types}"><Default Extension="xml" ContentType="application/xml"/></Types>`,
      '_rels/.rels': `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rewritten(sheet)}</sheetData></worksheet>`,
    },
    claimed,
  );
}

function zip(files: Readonly<Record<string, string>>, claimed?: number): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const raw = Buffer.from(text);
    const packed = deflateRawSync(raw);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(raw), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(claimed ?? raw.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), head, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), head, tail, Buffer.from(name)]));
    parts.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, listed, end]));
}
