import { parseArgs } from 'node:util';
import { exitCodeOf, toldToStop } from '../command-line.ts';
import { processConfig } from '../config.ts';
import { demoAccounts, demoPassword } from '../demo-pack.ts';
import type { Running } from '../main.ts';

export const about = 'Serves everything: pages, API and worker. --demo loads the demo city.';

export const usage = `wardflow start [--demo] [--no-worker]

  --demo        loads the demo city where the database has no city yet
  --no-worker   only answers, as with WARDFLOW_WORKER=0: "wardflow worker" processes do the rest

Stops on SIGTERM or Ctrl+C once the requests under way have their answer.`;

const options = { demo: { type: 'boolean' }, 'no-worker': { type: 'boolean' } } as const;

/** Resolves when the process was told to stop. */
export async function run(args: readonly string[]): Promise<number> {
  return await exitCodeOf(async () => {
    const { values } = parseArgs({ args: [...args], options });
    const config = processConfig({
      ...(values.demo && { WARDFLOW_DEMO: '1' }),
      ...(values['no-worker'] && { WARDFLOW_WORKER: '0' }),
    });
    // Loaded only now: wrong settings are told at once, and so is the help.
    const { startWardflow } = await import('../main.ts');
    const running = await startWardflow(config);
    console.log(welcome(running));
    let stopping = false;
    running.built.catch((error) => stopping || console.error(`wardflow: ${messageOf(error)}`));
    await toldToStop();
    stopping = true;
    console.log('Đang dừng… / Stopping…');
    await running.stop();
  });
}

function welcome({ url, installation: { config, wardflow } }: Running): string {
  const lines = [
    '',
    `Wardflow: ${url}`,
    `  Người dân / citizens        ${url}/`,
    `  Cán bộ / officials          ${url}/office`,
    `  Quản trị / administrators   ${url}/designer`,
  ];
  if (config.demo !== 'never') {
    lines.push(
      `  Hộp thư mẫu / demo mailbox  ${url}/mailbox`,
      '',
      `Tài khoản mẫu / demo accounts (mật khẩu / password: ${demoPassword})`,
      ...demoAccounts.flatMap(({ what, accounts }) => [
        `  ${what}`,
        ...accounts.map(([username, does]) => `    ${username.padEnd(22)}${does}`),
      ]),
    );
  }
  if (wardflow.city() === undefined) {
    lines.push(
      '',
      'Chưa có dữ liệu thành phố / no city yet: stop, then',
      '  npm run -s wardflow -- load-city FOLDER',
      '  npm run -s wardflow -- create-account USERNAME --name NAME --post administrator:UNIT',
    );
  }
  return `${lines.join('\n')}\n`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
