/** Files that are sent in, before a real clamd: Debian's clamav-daemon, with one signature of our own (none is fetched). */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clamavScanner } from '#connectors/clamav/connector.ts';
import { eicar } from '#test/support/clamd-server.ts';
import { missingDebianPackages } from '#test/support/debian.ts';
import { eventually } from '#test/support/eventually.ts';
import { freePort } from '#test/support/mariadb.ts';
import type { Part, Tried } from '../torture.ts';

/** Where it is not installed: the path of one that was unpacked. */
const own = process.env['WARDFLOW_TORTURE_CLAMD'];
const clamd = own ?? '/usr/sbin/clamd';
const packages = join(import.meta.dirname, '..', 'debian-packages.txt');

export const scanner: Part = {
  about: 'photos before a real clamd, by TCP and by socket (needs Debian’s clamav-daemon)',
  async run() {
    const missing = own === undefined ? missingDebianPackages(packages) : undefined;
    if (missing !== undefined) return [{ what: 'clamd', figures: '', wrong: missing }];
    const folder = await mkdtemp(join(tmpdir(), 'wardflow-clamd-'));
    const port = await freePort();
    const [config, socket] = [join(folder, 'clamd.conf'), join(folder, 'clamd.ctl')];
    const signature = Buffer.from(eicar.slice(-36)).toString('hex');
    await writeFile(join(folder, 'own.ndb'), `Eicar-Signature:0:*:${signature}\n`);
    await writeFile(
      config,
      `TCPSocket ${port}\nTCPAddr 127.0.0.1\nLocalSocket ${socket}\nDatabaseDirectory ${folder}\nForeground yes\n`,
    );
    const daemon = spawn(clamd, ['-c', config], { stdio: 'ignore' });
    daemon.on('error', () => undefined);
    try {
      const tried: Tried[] = [];
      for (const url of [`tcp://127.0.0.1:${port}`, `unix:${socket}`]) tried.push(await tryOut(url, folder));
      return tried;
    } finally {
      daemon.kill();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function tryOut(url: string, folder: string): Promise<Tried> {
  const { scan } = clamavScanner({ url });
  const file = async (name: string, content: string | Buffer) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const [clean, infected] = [await file('clean', randomBytes(10_000_000)), await file('infected', eicar)];
  const answered = await eventually(() => scan(clean).catch(() => undefined), 'clamd to answer');
  const verdicts = { clean: answered.infected, infected: (await scan(infected)).infected };
  const right = !verdicts.clean && verdicts.infected;
  return { what: url, figures: '10 MB clean, EICAR found', wrong: right ? '' : JSON.stringify(verdicts) };
}
