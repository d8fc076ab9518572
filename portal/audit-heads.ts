/** Where the head of the audit's chain is kept: a file that only grows, and somebody's mailbox. */
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Head, type HeadPlace, headLine, readHeads } from '#engine/runtime/audit/heads.ts';
import type { NoticeChannel } from '#engine/runtime/ports/channels.ts';
import { auditTexts } from './kit/texts/audit.ts';

/** @returns the path of the file in a data folder */
export function headsFile(dataDir: string): string {
  return join(dataDir, 'audit-heads', 'heads.jsonl');
}

/** A line for each head, on the disk before it counts as kept. */
export function fileHeads(dataDir: string): HeadPlace {
  return {
    name: 'file',
    async keep(head) {
      const path = headsFile(dataDir);
      await mkdir(join(path, '..'), { recursive: true });
      const file = await open(path, 'a', 0o640);
      try {
        await file.appendFile(`${headLine(head)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    read: () => headsIn(headsFile(dataDir)),
  };
}

/** @returns none where there is no such file. @throws Error naming the first line that is no head any more */
export async function headsIn(path: string): Promise<readonly Head[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return '';
  });
  return readHeads(text);
}

/** An e-mail for each head, to somebody who cannot write the database; the mails are what `--heads` is given. */
export function mailHeads(channel: Pick<NoticeChannel, 'send'>, to: string): HeadPlace {
  return {
    name: 'mail',
    async keep(head) {
      const { vi, en } = auditTexts;
      const subject = `${vi.headSubject} / ${en.headSubject}`.replaceAll('{number}', String(head.number));
      const text = `${vi.headText}\n${en.headText}\n\n${headLine(head)}\n`;
      await channel.send({ id: messageId(head), to, subject, text, caseId: '', at: head.at });
    },
  };
}

/** Sent again after a fault it is the same message: only the chain names it. */
function messageId({ number, chain }: Head): string {
  return `audit-head-${number}-${chain.slice(0, 16)}`;
}
