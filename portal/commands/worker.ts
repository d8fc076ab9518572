import { parseArgs } from 'node:util';
import { exitCodeOf, toldToStop } from '../command-line.ts';
import { processConfig } from '../config.ts';

export const about = 'Works off timers, jobs, notices and background duties, without answering anybody.';

export const usage = `wardflow worker

Runs beside any number of other workers and of "wardflow start" processes on one MySQL or MariaDB. (On SQLite there is
one process: "wardflow start", which works too.) With OBSERVE_PORT it answers /healthz, /readyz and /metrics there.
SIGTERM: ends what is under way, gives its leases back, ends.`;

/** Resolves when the process was told to stop. */
export async function run(args: readonly string[]): Promise<number> {
  return await exitCodeOf(async () => {
    parseArgs({ args: [...args], options: {} });
    const config = processConfig();
    const { startWorkerProcess } = await import('../main.ts');
    const running = await startWorkerProcess(config);
    const where = running.observedAt === undefined ? '' : `, ${running.observedAt}/readyz`;
    console.log(`Wardflow worker: tiến trình / process ${process.pid}${where}`);
    await toldToStop();
    console.log('Đang dừng… / Stopping…');
    await running.stop();
  });
}
