/**
 * The load generator, a program of its own: citizens and officials who use the product over HTTP, at one or several
 * processes, and keep a ledger of what they asked for and what they were told.
 * `node test/torture/load.ts --urls http://…,http://… --ledger FILE [--clients 6] [--seed 1] [--cases 0] --token …`
 * Prints a + for every command that was accepted, and figures at the end. Ends by itself after so many cases (0: never), or on SIGTERM when every command under way is answered.
 */
import { parseArgs } from 'node:util';
import { openDesk } from './asking.ts';
import { openLedger } from './ledger.ts';
import { startOutsider } from './outsider.ts';
import { randomOf } from './random.ts';
import { tell, tellAll } from './story/story.ts';

const { values } = parseArgs({
  options: {
    urls: { type: 'string', default: '' },
    ledger: { type: 'string', default: 'ledger.jsonl' },
    clients: { type: 'string', default: '6' },
    seed: { type: 'string', default: '1' },
    cases: { type: 'string', default: '0' },
    token: { type: 'string', default: '' },
  },
});
const seed = Number(values.seed);
const casesMax = Number(values.cases) || Number.POSITIVE_INFINITY;
const ledger = await openLedger(values.ledger);
let stopped = false;
let cases = 0;
process.on('SIGTERM', () => {
  stopped = true;
});

const urls = values.urls.split(',');
const onAccepted = () => void process.stdout.write('+');
const desk = openDesk({
  urls,
  ledger,
  random: randomOf(seed),
  requestMsMax: 15_000,
  commandMsMax: 180_000,
  onAccepted,
});
const outsiders = urls.map((url, number) =>
  startOutsider({ url, token: values.token, ledger, random: randomOf(seed * 7 + number), onAccepted }),
);

async function client(number: number): Promise<void> {
  const random = randomOf(seed * 1_000 + number);
  while (!stopped && cases < casesMax) {
    cases += 1;
    const phone = `098${String((seed % 1_000) * 10_000 + cases).padStart(7, '0')}`;
    const story = { desk, random, phone };
    await (cases === 1 ? tellAll(story) : tell({ ...story, stopped: () => stopped }));
  }
}

await Promise.all(Array.from({ length: Number(values.clients) }, (_, number) => client(number)));
await Promise.all(outsiders.map((outsider) => outsider.stop()));
await ledger.close();
console.log(`\n${JSON.stringify({ cases, ...desk.counts })}`);
process.exit(0);
