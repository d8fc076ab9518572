/** The one place that makes the log: lines of JSON on standard error, so that standard output stays for people. */
import { type Logger, pino } from 'pino';
import type { Config } from '../config.ts';

export function createLog({ logLevel }: Pick<Config, 'logLevel'>): Logger {
  return pino({ level: logLevel }, pino.destination({ dest: 2, sync: false }));
}
