/** The worker of docs/external-workers.md: it calculates a fee from an area. */
import { readFileSync } from 'node:fs';
import { BpmnError, startExternalWorker } from './client.ts';

const [url = 'http://localhost:3000', tokenFile = 'worker-token'] = process.argv.slice(2);

const worker = startExternalWorker({
  url,
  token: readFileSync(tokenFile, 'utf8').trim(),
  worker: 'fees-1',
  handlers: {
    'calculate-fee': async ({ inputs }) => {
      const area = Number(inputs['area']);
      if (!(area > 0)) throw new BpmnError('AREA_MISSING');
      return { fee: Math.round(area * 12_500) };
    },
  },
  onFault: (error, job) => console.error(job?.id ?? '', error),
});
process.once('SIGTERM', () => worker.stop());
