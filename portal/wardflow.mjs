#!/usr/bin/env node
// The command line's door. Plain JavaScript that any Node since 18 can read: when the Node that runs it is older than
// 24, it starts itself again with the Node 24 that npm brought along, so that nobody has to install one.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import * as module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const nodeMajorMin = 24;
const portal = dirname(fileURLToPath(import.meta.url));
const root = dirname(portal);

if (Number(process.versions.node.split('.')[0]) < nodeMajorMin) startAgain();
else await dispatch(process.argv.slice(2));

/** Runs `portal/commands/<name>.ts`, which exports `run(args)` and may return an exit code, `about`, one line, and may export `usage`. */
async function dispatch([name, ...args]) {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return help();
  if (!commands().includes(name)) {
    console.error(`wardflow: there is no command "${name}". Commands: ${commands().join(', ')}`);
    process.exitCode = 2;
    return;
  }
  stopWithParent();
  // Types are stripped and modules compiled once, not at every start.
  module.enableCompileCache?.(join(root, 'node_modules', '.cache', 'wardflow'));
  const { run, about, usage } = await import(`./commands/${name}.ts`);
  if (args.includes('--help') || args.includes('-h')) return console.log(`${usage ?? `wardflow ${name}`}\n\n${about}`);
  const code = await run(args);
  if (typeof code === 'number') process.exitCode = code;
}

async function help() {
  console.log('wardflow <command> [options]\n');
  for (const name of commands()) {
    const { about } = await import(`./commands/${name}.ts`);
    console.log(`  ${name.padEnd(19)} ${about ?? ''}`);
  }
  console.log(
    '\nwardflow <command> --help says more. Exit codes: 0 done, 1 not done or something is wrong, 2 called wrongly.',
  );
  console.log('Settings come from the environment: docs/configuration.md');
}

function commands() {
  return readdirSync(join(portal, 'commands'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

function startAgain() {
  const node = bundledNode();
  if (node === undefined) {
    console.error(
      `Wardflow needs Node ${nodeMajorMin} or newer (this is ${process.versions.node}) and npm brought none for ` +
        `${process.platform}-${process.arch}: install Node ${nodeMajorMin} from https://nodejs.org and try again.`,
    );
    process.exitCode = 1;
    return;
  }
  // The extra channel tells the child when this process is gone, even by SIGKILL.
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`wardflow: ${node} does not start: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    if (signal === null) return process.exit(code ?? 1);
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

function bundledNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const places = [
    join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file),
    join(root, 'node_modules', '.bin', file),
  ];
  return places.find((place) => existsSync(place));
}

function stopWithParent() {
  if (process.channel === undefined || process.channel === null) return;
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
