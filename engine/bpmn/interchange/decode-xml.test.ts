import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeXml } from './decode-xml.ts';
import { parseXml } from './xml-tree.ts';

const xml = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?><a n="Hồ sơ"/>`;

test('a file is read in the encoding that it says it has, and is UTF-8 from then on', () => {
  const utf8 = new TextEncoder().encode(xml('UTF-8'));
  assert.equal(decodeXml(utf8), xml('UTF-8'));
  const marked = new Uint8Array([0xff, 0xfe, ...wide(xml('UTF-16'), true)]);
  assert.equal(decodeXml(marked), xml('UTF-8'));
  assert.equal(decodeXml(new Uint8Array([0xfe, 0xff, ...wide(xml('UTF-16'), false)])), xml('UTF-8'));
  assert.equal(decodeXml(wide(xml('UTF-16'), true)), xml('UTF-8'));
  const latin = Uint8Array.from(`<?xml version="1.0" encoding='ISO-8859-1'?><a n="é"/>`, (sign) => sign.charCodeAt(0));
  assert.equal(decodeXml(latin), `<?xml version="1.0" encoding='UTF-8'?><a n="é"/>`);
});

test('a mark at the beginning and an encoding that nobody knows do no harm', () => {
  const marked = decodeXml(new TextEncoder().encode(`\uFEFF${xml('UTF-8')}`));
  assert.equal(parseXml(marked).name, 'a');
  assert.match(decodeXml(new TextEncoder().encode(xml('no-such-encoding'))), /Hồ sơ/);
  assert.equal(decodeXml(new Uint8Array()), '');
});

function wide(text: string, little: boolean): Uint8Array {
  return Uint8Array.from(
    [...text].flatMap((sign) => {
      const unit = sign.charCodeAt(0);
      return little ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff];
    }),
  );
}
