import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { applicationsOf, completeInTurn, manhole, submitReport } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { writeExport } from './write-export.ts';

const place = await mkdtemp(join(tmpdir(), 'wardflow-export-'));
after(() => rm(place, { recursive: true, force: true }));

forEachDatabase((name, open) => {
  const start = applicationsOf(async (options) => {
    const database = await open(options);
    urls.push(database.url);
    return database;
  });
  const urls: string[] = [];

  test('all cases are written in open files, and no person and no place of a confidential case is in them', async () => {
    const { test: application } = await start();
    const person = { name: 'Nguyễn Thị Canary', phone: '0912345678', email: 'canary@example.vn' };
    await submitReport(application, { ...manhole, ...person }, 'one');
    await submitReport(application, { ...manhole, ...person, category: 'ANTT', description: 'Chim hoàng yến' }, 'two');
    await completeInTurn(application, [['tiepnhan', { outcome: 'reject', reason: '=canary()' }]]);
    const databaseUrl = urls[0] ?? '';
    for (const format of ['csv', 'ndjson'] as const) {
      const folder = join(place, `${name}-${format}`);
      const counts = await writeExport({ databaseUrl, folder, format });
      assert.equal(counts[`cases.${format}`], 2);
      assert.ok((counts[`tasks.${format}`] ?? 0) >= 2 && (counts[`history.${format}`] ?? 0) > 4);
      const files = await readdir(folder);
      const all = (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('\n');
      for (const hidden of ['Canary', '912345678', 'canary', 'hoàng yến', 'Nắp hố', 'Cổng chính'])
        assert.ok(!all.includes(hidden), `${hidden} in ${format}`);
      assert.equal(all.split('108.16374').length - 1, 1, 'the place of the open case, not of the confidential one');
    }
    const lines = (await readFile(join(place, `${name}-ndjson`, 'cases.ndjson'), 'utf8')).trim().split('\n');
    const secret = lines.map((line) => JSON.parse(line)).find((row) => row.confidentiality === 'confidential');
    assert.deepEqual([secret?.lon, secret?.ward], [null, null]);
    assert.match(secret?.received_at ?? '', /^2026-11-20T01:00:00\.000Z$/);
    await assert.rejects(writeExport({ databaseUrl, folder: join(place, `${name}-csv`), format: 'csv' }), /EEXIST/);
  });
});
