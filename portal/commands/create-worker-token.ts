import { parseArgs } from 'node:util';
import { withInstallation } from '../installation-command.ts';

export const about =
  'Lets a program outside in: create-worker-token NAME --topic TOPIC [--message NAME] [--signal NAME].';

/** Prints the token alone on standard output, so that it can be taken on from there; it cannot be read again. */
export async function run(args: readonly string[]): Promise<number> {
  return await withInstallation(async ({ wardflow }) => {
    const many = { type: 'string', multiple: true } as const;
    const options = { topic: many, message: many, signal: many } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [name] = positionals;
    const { topic: topics = [], message: messages = [], signal: signals = [] } = values;
    if (name === undefined || positionals.length > 1 || topics.length + messages.length + signals.length === 0) {
      throw new Error('give it a name and at least one --topic, --message or --signal (each may come several times)');
    }
    const { id, token } = await wardflow.createWorkerToken({ name: name.slice(0, 100), topics, messages, signals });
    console.error(`The token ${id} for "${name}"; keep it secret, it is shown this once:`);
    console.log(token);
  });
}
