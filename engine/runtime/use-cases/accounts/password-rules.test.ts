import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesAround, passwordFaults } from './password-rules.ts';

const city = {
  province: { name: { vi: 'Thành phố Lâm Hải', en: 'City of Lâm Hải' } },
  units: new Map([['KTHT', { name: { vi: 'Phòng Kinh tế, Hạ tầng và Đô thị', en: 'Infrastructure division' } }]]),
} as unknown as Parameters<typeof namesAround>[0];
const person = { username: 'an.tran', displayName: 'Trần Thị Thuý An', posts: [{ unit: 'KTHT' }] };
const names = namesAround(city, person);

async function isRefused(password: string, lengthMin = 8): Promise<boolean> {
  const [fault] = await passwordFaults('next', password, { lengthMin, names });
  if (fault !== undefined) assert.equal(fault.rule, 'PASSWORD_COMMON', password);
  return fault !== undefined;
}

test('what leaked most often is refused, also disguised, with digits around it, repeated and in pairs', async () => {
  for (const password of [
    ...['sunshine', 'trustno1', 'P@ssw0rd', 'p@$$w0rd2026', '2026liverpool', 'DragonDragon', 'monkey football 1'],
    ...[
      '1qaz2wsx3edc',
      'qwertyuiop123',
      '1234567890987654321',
      'abcdefghijklmnop',
      'aaaaaaaaaaaaaaaa',
      'letmein!!2026',
    ],
  ]) {
    assert.ok(await isRefused(password), password);
  }
});

test('so is what is common in Vietnam, with and without its marks', async () => {
  for (const password of [
    ...['matkhau123', 'Mật khẩu 2026', '123456aA@', 'anhyeuem', 'Anh yêu em 1989', 'emyeuanh@@123', 'VietNamVoDich1'],
    ...['quantri@2026', 'Công an phường', 'UBND phường 2026', 'M@tkhau2026'],
  ]) {
    assert.ok(await isRefused(password), password);
  }
});

test('the names of the person, of the unit, of the city and of the product are no password, nor are they with a common word', async () => {
  for (const password of [
    ...['an.tran.2026', 'Trần Thị Thuý An 1990', 'Kinh tế Hạ tầng Đô thị', 'phong kinh te 2026', 'Thành phố Lâm Hải!'],
    ...['lamhai123456', 'Wardflow2026', 'wardflow-password', 'matkhau-lamhai', 'infrastructure1'],
  ]) {
    assert.ok(await isRefused(password), password);
  }
});

test('a sentence of one’s own passes, whatever its characters are, and also where its words are common', async () => {
  for (const password of [
    ...['mây trắng bay về núi', 'hoa phượng nở đầu ngõ', 'correct horse battery staple', 'tre xanh xanh tự bao giờ'],
    ...['xk7mwqzp-rtb4d-h2nvs', 'ngựa ô chạy trên đồng', 'bốn con mèo ngủ trưa'],
  ]) {
    assert.ok(!(await isRefused(password, 15)), password);
  }
});

test('a password of any length is answered within the time of its length', async () => {
  const started = performance.now();
  await passwordFaults('next', 'abcde'.repeat(40) + 'x'.repeat(300), { lengthMin: 15, names });
  const long = performance.now() - started;
  assert.ok(long < 1000, `${long} ms`);
});
