import { databaseNames, openTestDatabase, stopOwn } from '#test/support/databases.ts';
import { inFigures, inWords } from '../check.ts';
import { away, outages, outageWords } from '../outside.ts';
import { sizes } from '../sizes.ts';
import type { Part, Tried } from '../torture.ts';

export const outside: Part = {
  about: `mail and SMS are away for an hour of the clock, in ${outages.length} ways, ${sizes.outsideCases} cases each`,
  async run(say) {
    const tried: Tried[] = [];
    for (const name of databaseNames) {
      for (const outage of outages) {
        const { url, store, drop } = await openTestDatabase(name);
        const started = Date.now();
        const result = await away({ store, url, outage, cases: sizes.outsideCases, release: () => store.close() });
        const { findings, figures, waited, drainedAfter } = result;
        const seconds = Math.round((Date.now() - started) / 1000);
        const after = `${waited} waited at the end of the hour, all sent ${drainedAfter} minutes later`;
        const words = `${inFigures(figures)}; ${after} (${seconds} s)`;
        const what = `${name}, ${outageWords[outage]}`;
        say(`${what}: ${words}; ${findings.length} findings`);
        tried.push({ what, figures: words, wrong: inWords(findings) });
        await drop();
      }
    }
    await stopOwn();
    return tried;
  },
};
