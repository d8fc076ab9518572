import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { City } from '#engine/cases/city/city.ts';
import { parseAccounts } from '#engine/cases/organisation/accounts.ts';
import {
  passwordLengthMin as lengthMinOf,
  namesAround,
  passwordFaults,
} from '#engine/runtime/use-cases/accounts/password-rules.ts';
import type { NewAccount } from '#engine/runtime/use-cases/application.ts';
import { withInstallation } from '../installation-command.ts';

export const about = 'Makes an account: create-account USERNAME --name NAME --post ROLE:UNIT [--email ADDRESS].';

/** Where it may be the only factor. */
const passwordLengthMin = lengthMinOf('none');
const faultWords: Readonly<Record<string, string>> = {
  PASSWORD_TOO_SHORT: `the password must have ${passwordLengthMin} characters or more`,
  PASSWORD_COMMON: 'the password is too easy to guess: common, repeated, or made of names',
};

export async function run(args: readonly string[]): Promise<number> {
  return await withInstallation(async ({ wardflow }) => {
    const city = wardflow.city();
    if (city === undefined) throw new Error('there is no city yet, so no roles and units: run load-city first');
    const account = accountOf(args, city);
    const password = await readPassword();
    const names = namesAround(city, account);
    const [fault] = await passwordFaults('password', password, { lengthMin: passwordLengthMin, names });
    if (fault !== undefined) throw new Error(faultWords[fault.rule] ?? fault.rule);
    await wardflow.createAccount({ ...account, password });
    console.log(`The account ${account.username} can sign in.`);
  });
}

function accountOf(args: readonly string[], city: City): Omit<NewAccount, 'password'> {
  const options = {
    name: { type: 'string' },
    email: { type: 'string' },
    post: { type: 'string', multiple: true },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [username] = positionals;
  if (username === undefined || values.name === undefined || values.post === undefined) throw new Error(usage(city));
  const posts = values.post.map((post) => {
    const [role, ...unit] = post.split(':');
    return { role, unit: unit.join(':') };
  });
  const { name: displayName, email } = values;
  const text = JSON.stringify({ accounts: [{ username, displayName, ...(email !== undefined && { email }), posts }] });
  const { accounts, faults } = parseAccounts(text, city);
  const [account] = accounts;
  if (faults.length > 0 || account === undefined)
    throw new Error(`${faults.map(({ path, message }) => `${path}: ${message}`).join('; ')}\n${usage(city)}`);
  return account;
}

function usage(city: City): string {
  const units = [...city.units.keys()];
  return `create-account USERNAME --name NAME --post ROLE:UNIT [--post …] [--email ADDRESS]
  The password is read from standard input, ${passwordLengthMin} characters or more.
  Roles: ${[...city.roles.keys()].join(', ')}
  Units: ${units.slice(0, 20).join(', ')}${units.length > 20 ? ', …' : ''}`;
}

/** Not from the arguments, where every user of the machine could read it; not shown while it is typed. */
async function readPassword(): Promise<string> {
  const muted = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = process.stdin.isTTY === true;
  if (terminal) process.stdout.write('Password: ');
  const lines = createInterface({ input: process.stdin, output: muted, terminal });
  const { value } = await lines[Symbol.asyncIterator]().next();
  lines.close();
  if (terminal) process.stdout.write('\n');
  return typeof value === 'string' ? value : '';
}
