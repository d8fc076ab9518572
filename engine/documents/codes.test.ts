import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderToString } from 'preact-render-to-string';
import { html } from '#forms/plain/html.ts';
import { modulesDrawn, readBarCode, readQrCode } from '#test/support/read-codes.ts';
import { barCode, barWidths, drawAhead, qrCode, qrModules } from './codes.ts';

const codes = ['H99.01.2-261122-0003', 'H99.017-261122-0001', 'H26.162-250715-12345', '000.00.01.H99-261122-9999'];

test('a bar code says the code of the dossier, and so do the bars that are drawn', () => {
  for (const code of codes) {
    assert.equal(readBarCode(barWidths(code)), code);
    const svg = renderToString(html`<div>${barCode(code, 'x')}</div>`);
    const bars = [...svg.matchAll(/M(\d+) 0h(\d+)v/g)].map(([, x, width]) => [Number(x), Number(width)] as const);
    const drawn = bars.flatMap(([x, width], index) => {
      const next = bars[index + 1];
      return next === undefined ? [width] : [width, next[0] - x - width];
    });
    assert.equal(readBarCode(drawn), code);
  }
});

test('a QR code says the address, and so do the modules that are drawn', () => {
  for (const code of codes) {
    for (const site of ['https://tuongtac.lamhai.example', 'http://localhost:3000']) {
      const address = `${site}/follow?code=${code}`;
      assert.equal(readQrCode(qrModules(address)), address);
      assert.equal(readQrCode(modulesDrawn(renderToString(html`<div>${qrCode(address, 'x')}</div>`))), address);
    }
  }
});

test('a QR code that was drawn ahead is the one that is drawn in its place, also where it has been forgotten since', () => {
  const address = (code: number) => `https://tuongtac.lamhai.example/follow?code=H99.017-261122-${code}`;
  const drawn = () => renderToString(html`<div>${qrCode(address(1000), 'x')}</div>`);
  const plain = drawn();
  drawAhead(address(1000));
  assert.equal(drawn(), plain);
  for (let code = 1001; code < 1033; code += 1) drawAhead(address(code));
  assert.equal(drawn(), plain);
});

test('the readers refuse what is damaged: they cannot pass what nobody could scan', () => {
  const widths = barWidths('H99.017-261122-0001').with(30, 4);
  assert.throws(() => readBarCode(widths));
  const modules = qrModules('https://tuongtac.lamhai.example/follow?code=H99.017-261122-0001');
  const damaged = modules.map((row, y) => (y === 20 ? row.with(20, row[20] !== true) : row));
  assert.throws(() => readQrCode(damaged), /damaged/);
  assert.throws(() => readQrCode(modules.map((row, y) => (y === 3 ? row.with(3, false) : row))), /finder/);
});
