import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { smtpChannel } from '#connectors/smtp/connector.ts';
import { type Head, readHeads } from '#engine/runtime/audit/heads.ts';
import { startSmtpServer } from '#test/support/smtp-server.ts';
import { fileHeads, headsFile, mailHeads } from './audit-heads.ts';

const heads: readonly Head[] = [1, 1_000].map((number) => ({
  number,
  chain: String(number % 10).repeat(64),
  at: Date.UTC(2026, 10, 22, 5),
}));

test('the file of heads only grows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wardflow-heads-'));
  try {
    for (const head of heads) await fileHeads(folder).keep(head);
    assert.deepEqual(readHeads(await readFile(headsFile(folder), 'utf8')), heads);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a head that was mailed can be checked against as it arrived; a mail that is refused was not kept', async () => {
  const server = await startSmtpServer();
  const channel = smtpChannel({ server: server.url, from: 'wardflow@lamhai.example' });
  const place = mailHeads(channel, 'thanhtra@lamhai.example');
  try {
    for (const head of heads) await place.keep(head);
    const [first, second] = server.received;
    assert.deepEqual(first?.recipients, ['thanhtra@lamhai.example']);
    assert.deepEqual(readHeads(`${first?.mail.text}${second?.mail.text}`), heads);
    server.behave('defer');
    await assert.rejects(place.keep(heads[0] ?? assert.fail()));
  } finally {
    await channel.close?.();
    await server.close();
  }
});
