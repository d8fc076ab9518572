/** What the doctor looks at outside the database: folder, disk, ways out, backups. */
import { randomUUID } from 'node:crypto';
import { access, constants, stat, statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { blobsOf } from '../../files/blobs-of.ts';
import { tryBlobs } from '../../files/move-files.ts';
import { lastBackup } from '../backup/last-backup.ts';
import { type Finding, finding } from './finding.ts';

const mib = 1024 * 1024;
const hourMs = 3_600_000;
const reachMsMax = 3_000;

export async function lookAround(config: Config, now: number): Promise<readonly Finding[]> {
  const found = await Promise.all([folder(config), store(config), ways(config), backups(config, now)]);
  return found.flat();
}

async function folder({ dataDir: dir }: Config): Promise<readonly Finding[]> {
  try {
    await access(dir, constants.W_OK);
  } catch {
    return [finding('bad', 'dataDirBad', { dir })];
  }
  const { bavail, bsize } = await statfs(dir);
  const free = Math.round((bavail * bsize) / mib);
  const disk =
    free < 100 ? finding('bad', 'diskLow', { free }) : free < 1024 ? finding('warn', 'diskLow', { free }) : null;
  const key = await stat(join(dir, 'secret.key')).catch(() => undefined);
  const open = key !== undefined && process.platform !== 'win32' && (key.mode & 0o077) !== 0;
  return [
    finding('ok', 'dataDir', { dir }),
    disk ?? finding('ok', 'disk', { free }),
    ...(open ? [finding('bad', 'keyOpen', { dir })] : []),
  ];
}

/** A file of our own goes there and away again. */
async function store(config: Config): Promise<readonly Finding[]> {
  if (config.s3 === null) return [];
  const where = `${config.s3.endpoint}/${config.s3.bucket}`;
  const failed = await tryBlobs(blobsOf(config), randomUUID()).then(
    () => undefined,
    (error: Error) => error.message,
  );
  return [
    failed === undefined ? finding('ok', 'store', { where }) : finding('bad', 'storeBad', { where, why: failed }),
  ];
}

async function ways({ mail, sms, demo }: Config): Promise<readonly Finding[]> {
  const unset = (what: string) =>
    finding(demo === 'never' ? 'warn' : 'ok', demo === 'never' ? 'noChannelBad' : 'noChannel', { what });
  return await Promise.all([
    mail === null
      ? unset('SMTP')
      : reached('SMTP', new URL(mail.url), new URL(mail.url).protocol === 'smtps:' ? 465 : 587),
    sms === null ? unset('SMS') : reached('SMS', new URL(sms.baseUrl ?? 'https://api.twilio.com'), 443),
  ]);
}

/** Only whether somebody listens there: nothing is sent. */
async function reached(what: string, { hostname, port, protocol }: URL, usual: number): Promise<Finding> {
  const at = port === '' ? (protocol === 'http:' ? 80 : usual) : Number(port);
  const answered = await new Promise<boolean>((done) => {
    const socket = connect({ host: hostname, port: at, timeout: reachMsMax });
    const end = (result: boolean) => {
      socket.destroy();
      done(result);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
  const where = `${hostname}:${at}`;
  return answered ? finding('ok', 'reached', { what, where }) : finding('bad', 'notReached', { what, where });
}

async function backups({ dataDir }: Config, now: number): Promise<readonly Finding[]> {
  const last = await lastBackup(dataDir);
  if (last === undefined) return [finding('warn', 'backupNone')];
  const hours = Math.floor((now - Date.parse(last.at)) / hourMs);
  return [hours > 26 ? finding('warn', 'backupOld', { hours }) : finding('ok', 'backup', { hours })];
}
