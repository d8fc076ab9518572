/** Papers in Chromium as they come out of the printer, and as a page. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { DocumentForm } from '#engine/documents/model.ts';
import { renderDocument, renderRegister } from '#engine/documents/render.ts';
import { launchChromium, seriousFindings, watchComplaints } from '#test/support/browser.ts';
import { controlSheetOf, poorPapers, register, registerLines, richPapers } from '#test/support/papers.ts';
import { readPdf } from '#test/support/read-pdf.ts';
import { fontFile, stylesheet } from '../citizen/styles.ts';
import { paperPage } from './page.ts';

const screens = process.env['WARDFLOW_SCREENS'];
/** As strict as the product's. */
const policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:";

describe('papers as they are printed', () => {
  let browser: Browser;
  let page: Page;
  let shown = '';
  const server = createServer((request, response) => {
    const { url = '' } = request;
    response.setHeader('content-security-policy', policy);
    if (url === stylesheet('paper').path)
      return response.setHeader('content-type', 'text/css').end(stylesheet('paper').css);
    if (url.startsWith('/fonts/')) return response.end(fontFile(url.slice('/fonts/'.length)));
    if (url !== '/') return response.writeHead(204).end();
    return response.setHeader('content-type', 'text/html; charset=utf-8').end(shown);
  });
  before(async () => {
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    await browser.close();
    server.close();
  });

  async function show(form: DocumentForm, html: string): Promise<void> {
    const { before: begin, behind } = paperPage({ language: 'vi', form, about: 'H99', facts: '', scripts: [] });
    shown = begin + html + behind;
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.evaluate(() => document.fonts.ready);
  }

  async function printed() {
    return readPdf(await page.pdf({ preferCSSPageSize: true }));
  }

  test('each of 01 to 06 is one page of A4, with all it can say and with next to nothing', async () => {
    for (const paper of [...richPapers, ...poorPapers]) {
      await show(paper.form, renderDocument(paper).html);
      const pages = await printed();
      assert.deepEqual(
        pages.map(({ width, height }) => [width, height]),
        [[595, 842]],
        `form ${paper.form}`,
      );
      assert.ok(pages[0]?.words.includes('CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM'), `form ${paper.form}`);
      assert.ok(pages[0]?.words.includes(paper.code), `form ${paper.form}`);
    }
  });

  test('a long control sheet goes on over pages, with the heads of its table on each and every line on one', async () => {
    const sheet = controlSheetOf(40);
    await show('06', renderDocument(sheet).html);
    const pages = await printed();
    assert.ok(pages.length >= 4 && pages.length <= 8, `${pages.length} pages`);
    for (const { words } of pages) assert.ok(words.includes('Thờigiangiao,nhậnhồsơ'));
    for (let step = 1; step <= 40; step += 1) {
      assert.equal(pages.filter(({ words }) => words.includes(`Bước${step}:Thẩmđịnh`)).length, 1, `step ${step}`);
    }
  });

  test('the register is printed across, with its heads on every page and every dossier on one', async () => {
    const { begin, lines, end } = renderRegister(register);
    const dossiers = registerLines(100);
    await show('07', begin + lines(dossiers) + end);
    const pages = await printed();
    assert.ok(pages.length >= 6 && pages.length <= 14, `${pages.length} pages`);
    for (const { width, height, words } of pages) {
      assert.deepEqual([width, height], [842, 595]);
      assert.ok(words.includes('Cơquanchủtrìgiảiquyết'));
    }
    for (const { code } of dossiers) {
      assert.equal(pages.filter(({ words }) => words.includes(code)).length, 1, code);
    }
  });

  test('on the screen nothing is complained of, nothing is wider than the page, nothing hinders anybody', async () => {
    const complaints = watchComplaints(page);
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 900 });
      for (const paper of richPapers) await looks(paper.form, renderDocument(paper).html, width);
      const { begin, lines, end } = renderRegister(register);
      await looks('07', begin + lines(registerLines(12)) + end, width);
    }
    assert.deepEqual(complaints.all, []);
  });

  async function looks(form: DocumentForm, html: string, width: number): Promise<void> {
    await show(form, html);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `form ${form} is ${wide} px wider than ${width}`);
    assert.deepEqual(await seriousFindings(page), [], `form ${form} at ${width}`);
    if (screens !== undefined) await page.screenshot({ path: `${screens}-form-${form}-${width}.png`, fullPage: true });
  }
});
