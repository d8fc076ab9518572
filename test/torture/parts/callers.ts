/**
 * A thousand callers who send, or read, a few bytes now and then (Debian's slowhttptest), while honest ones go on: they wait
 * less than a second, and nothing of the product falls over.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { missingDebianPackages } from '#test/support/debian.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { sizes } from '../sizes.ts';
import type { Part, Tried } from '../torture.ts';

const packages = join(import.meta.dirname, '..', 'attack-packages.txt');
const honestMsMax = 1_000;

const ways = {
  'headers that never end': ['-H', '-i', '5'],
  'bodies that never end': ['-B', '-i', '5', '-s', '1000000', '-t', 'POST', '-f', 'multipart/form-data; boundary=x'],
  'answers that are hardly read': ['-X', '-w', '1', '-y', '32', '-n', '5', '-z', '8', '-k', '3'],
} as const;

export const callers: Part = {
  about: `${sizes.slowCallers} slow callers in ${Object.keys(ways).length} ways, ${sizes.slowCallerSeconds} s each, beside honest ones`,
  async run(say) {
    const missing = missingDebianPackages(packages);
    if (missing !== undefined) return [{ what: 'slowhttptest', figures: '', wrong: missing }];
    const product = await startProduct();
    const tried: Tried[] = [];
    try {
      for (const [what, options] of Object.entries(ways)) {
        const one = await beside(product, what, options);
        say(`${what}: ${one.figures}`);
        tried.push(one);
      }
    } finally {
      await product.stop();
    }
    return tried;
  },
};

async function beside(product: Product, what: string, options: readonly string[]): Promise<Tried> {
  const count = String(sizes.slowCallers);
  const path = what.startsWith('bodies') ? '/api/v1/reports' : '/results';
  const load = ['-c', count, '-r', '200', '-l', String(sizes.slowCallerSeconds), '-x', '16', '-p', '5'];
  const slow = spawn('slowhttptest', [...load, ...options, '-u', `${product.url}${path}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [slow.stdout, slow.stderr]) stream.on('data', (chunk) => said.push(String(chunk)));
  const waits: number[] = [];
  const failed: string[] = [];
  while (slow.exitCode === null && slow.signalCode === null) {
    for (const asked of ['/', '/results', '/api/v1/intake']) {
      const began = performance.now();
      const status = await fetch(`${product.url}${asked}`).then(
        (answer) => answer.arrayBuffer().then(() => answer.status),
        (error: unknown) => String(error),
      );
      if (status !== 200) failed.push(`${asked}: ${status}`);
      waits.push(performance.now() - began);
    }
    await wait(50);
  }
  await ended(slow);
  waits.sort((a, b) => a - b);
  const p95 = waits[Math.floor(waits.length * 0.95)] ?? Number.POSITIVE_INFINITY;
  const open = Math.max(
    0,
    ...[...stripVTControlCharacters(said.join('')).matchAll(/connected:\s+(\d+)/g)].map(([, number]) => Number(number)),
  );
  const figures = `up to ${open} connected; ${waits.length} honest requests, p95 ${Math.round(p95)} ms, ${failed.length} failed`;
  const wrong = [
    ...(p95 < honestMsMax ? [] : [`honest callers waited ${Math.round(p95)} ms`]),
    // Bodies are counted by address where they begin: most of them are turned away.
    ...(open >= sizes.slowCallers / 10 ? [] : [`only ${open} of ${count} slow callers were connected`]),
    ...failed.slice(0, 5),
  ];
  return { what, figures, wrong: wrong.join('\n') };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
