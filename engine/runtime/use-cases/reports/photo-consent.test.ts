import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import type { StagedFile } from '#engine/runtime/application/common.ts';
import { applicationsOf, manhole, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { photoTakenAt } from '#test/support/photos.ts';

const market = { lon: manhole.location.lon, lat: manhole.location.lat };
const { location: _, ...unplaced } = manhole;
const allowed = { ...unplaced, phone: '0912345678', 'photo.facts': 'true' };
const time = '2026:11:20 06:30:00';

forEachDatabase((_, open) => {
  const start = applicationsOf(open);

  it('the place in the photos becomes the report’s where it is allowed, none is marked, and they agree on one in the city', async () => {
    const { test } = await start();
    const there = await photoTakenAt(market);
    const beside = await photoTakenAt({ ...market, lat: market.lat + 0.0003 });
    const across = await photoTakenAt({ ...market, lat: market.lat + 0.02 });
    const abroad = await photoTakenAt({ lon: 105.85, lat: 21.03 });
    const marked = { lon: 108.1642, lat: 10.9805 };
    const nowhere = [await photoTakenAt(null, time)];
    for (const [photos, values, outcome, point] of [
      [[there, beside], allowed, 'used', market],
      [[there, across], allowed, 'apart', null],
      [[abroad], allowed, 'outside', null],
      [nowhere, allowed, 'missing', null],
      [[abroad], { ...allowed, location: marked }, undefined, marked],
      [[there], { ...allowed, 'photo.facts': undefined }, undefined, null],
      [[there], { ...allowed, 'photo.facts': 'false' }, undefined, null],
      [[there], { ...allowed, 'photo.facts': ['true', 'x'] }, undefined, null],
      [[there], { ...allowed, 'photo.taken': '' }, undefined, null],
      [[], allowed, undefined, null],
    ] as const) {
      const { receipt, full } = await report(test, values, photos);
      const named = JSON.stringify([outcome, values]);
      assert.deepEqual([receipt.photoPlace, full?.point], [outcome, point], named);
      assert.deepEqual([receipt.ward?.code ?? null, full?.photos.length], [point && '99016', photos.length], named);
    }
  });

  it('when a photo was taken is told to officials who see it, where the reporter has allowed it, by the photo or by the browser', async () => {
    const { test } = await start();
    const photos = [await photoTakenAt(null), await photoTakenAt(market, time, '+07:00')];
    const local = await photoTakenAt(market, time);
    const taken = Date.parse('2026-11-20T06:30:00+07:00');
    const read = await report(test, allowed, photos);
    assert.deepEqual(await timesOf(test, read), [[read.full?.photos[1]?.id, taken]]);
    const here = await report(test, allowed, [local]);
    assert.deepEqual(await timesOf(test, here), [[here.full?.photos[0]?.id, taken]], 'the clock of the city');
    const told = { ...allowed, location: market, 'photo.taken': ['2026-11-19T23:30:00+00:00', '<b>2026</b>'] };
    const sent = await report(test, told, photos);
    assert.deepEqual(await timesOf(test, sent), [[sent.full?.photos[0]?.id, taken]], 'what is no time is none');
    const forged = await report(test, { ...told, 'photo.facts': '' }, photos);
    assert.deepEqual(await timesOf(test, forged), []);
    const never = { ...allowed, 'photo.taken': ['2026-02-31T10:00:00', '2026-13-01T10:00:00+07:00'] };
    assert.deepEqual(await timesOf(test, await report(test, never, photos)), []);
  });
});

type Reported = Awaited<ReturnType<typeof report>>;

async function report(test: TestApplication, values: Readonly<Record<string, unknown>>, photos: readonly Buffer[]) {
  const { reports } = test.wardflow.application;
  const files = await Promise.all(photos.map((content, index) => staged(test, content, index)));
  const submissionKey = `k${reported++}`;
  const receipt = await reports.submit({ submissionKey, language: 'vi', channel: 'web', values, files });
  return { receipt, full: await reports.followFull(receipt.trackingCode, '5678') };
}

let reported = 0;

async function staged(test: TestApplication, content: Buffer, index: number): Promise<StagedFile> {
  const path = join(test.folder, `staged-${reported}-${index}`);
  await writeFile(path, content);
  return { field: 'photos', originalName: 'IMG_0001.jpg', path, bytes: content.length };
}

async function timesOf(test: TestApplication, { receipt }: Reported) {
  const { tasks } = test.wardflow.application;
  const official = await test.as('tiepnhan');
  const [item] = (await tasks.worklist(official, { view: 'unit', q: receipt.registerNumber })).items;
  const { photoTimes } = await tasks.task(official, item?.taskId ?? '');
  return photoTimes.map(({ photo, takenAt }) => [photo, takenAt]);
}
