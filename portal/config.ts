/**
 * Every setting of Wardflow, read from the environment once, at start, into one frozen object. Nothing else reads
 * `process.env`. What each is called and means stands in `settings.ts`; here is how its text is read.
 */
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import type { S3Settings } from './files/s3-blobs.ts';
import { logLevels, type SettingName } from './settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute folder for the database, photos, the secret key and the lock. */
  readonly dataDir: string;
  /** `sqlite:<absolute path>` or `mysql://…`. */
  readonly databaseUrl: string;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  /** Whether cookies may be marked Secure and browsers told to stay on https. */
  readonly https: boolean;
  readonly mail: MailConfig | null;
  readonly sms: SmsConfig | null;
  /** Where files lie; null: below DATA_DIR. */
  readonly s3: S3Settings | null;
  /** 0: videos are refused. */
  readonly videoBytesMax: number;
  /** clamd, `tcp://…` or `unix:/…`; null: files are not scanned. */
  readonly scanner: string | null;
  /** Who is sent the head of the audit's chain; null: nobody. */
  readonly auditMail: string | null;
  /** `first`: load the demo city when the database is empty. */
  readonly demo: 'first' | 'always' | 'never';
  /** 32 bytes, or null: made once in the data folder. */
  readonly secretKey: Uint8Array | null;
  /** Others by which what is sealed can be read too, while the key is being changed. */
  readonly otherSecretKeys: readonly Uint8Array[];
  /** A file that lists identity providers; null: people sign in here only. */
  readonly oidcProviders: string | null;
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  readonly trustProxy: readonly string[];
  readonly logLevel: LogLevel;
  /** Whether models may hold scripts in JavaScript. */
  readonly javascript: boolean;
  /** Whether `start` works off timers, jobs and notices too, beside the answers. */
  readonly worker: boolean;
  /** Connections to MySQL/MariaDB at most. */
  readonly connections: number;
  readonly observation: ObservationConfig;
  /** Where traces go, e.g. `http://localhost:4318`; null: there are none. */
  readonly traces: string | null;
}

/** Who may see how the process is. */
export interface ObservationConfig {
  /** A port of its own for `/healthz`, `/readyz` and `/metrics`; null: none. */
  readonly port: number | null;
  readonly host: string;
  /** With it `/metrics` is answered on PORT too; null: there it is not found. */
  readonly token: string | null;
}

export interface MailConfig {
  readonly url: string;
  readonly from: string;
}

export interface SmsConfig {
  readonly accountSid: string;
  readonly authToken: string;
  readonly from: string;
  /** Another server that speaks the Twilio REST API; null: Twilio's. */
  readonly baseUrl: string | null;
  /** Beginnings of the numbers that are served, e.g. `+84`. */
  readonly prefixes: readonly string[];
  /** To all numbers together. */
  readonly perDay: number;
}

export type LogLevel = (typeof logLevels)[number];

/** All that is wrong with the settings, one sentence each. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The settings are not right:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** Reads the settings of this process. @throws ConfigError */
export function processConfig(overrides: Environment = {}): Config {
  return readConfig({ ...process.env, ...overrides });
}

/** @throws ConfigError with all faults, so that one start shows everything there is to mend */
export function readConfig(environment: Environment): Config {
  const reader = new Reader(environment);
  const port = reader.integer('PORT', 3000, 0, 65_535);
  const dataDir = resolve(reader.text('DATA_DIR') ?? './data');
  const publicUrl = reader.url('PUBLIC_URL', ['http:', 'https:']) ?? `http://localhost:${port}`;
  const config: Config = {
    port,
    host: reader.text('HOST') ?? 'localhost',
    dataDir,
    databaseUrl: reader.databaseUrl(dataDir),
    publicUrl: publicUrl.replace(/\/+$/, ''),
    https: publicUrl.startsWith('https:'),
    mail: reader.mail(),
    sms: reader.sms(),
    s3: reader.s3(),
    videoBytesMax: reader.integer('VIDEO_MEGABYTES', 50, 0, 50) * 1024 * 1024,
    scanner: reader.scanner(),
    auditMail: reader.auditMail(),
    demo: reader.demo(),
    secretKey: reader.secretKey(),
    otherSecretKeys: reader.otherSecretKeys(),
    oidcProviders: reader.path('OIDC_PROVIDERS'),
    trustProxy: reader.addresses('TRUST_PROXY'),
    logLevel: reader.oneOf('LOG_LEVEL', logLevels) ?? 'info',
    javascript: reader.oneOf('WARDFLOW_JAVASCRIPT', ['0', '1']) === '1',
    worker: reader.oneOf('WARDFLOW_WORKER', ['0', '1']) !== '0',
    connections: reader.integer('DATABASE_CONNECTIONS', 16, 2, 1000),
    observation: reader.observation(),
    traces: reader.url('OTEL_EXPORTER_OTLP_ENDPOINT', ['http:', 'https:'])?.replace(/\/+$/, '') ?? null,
  };
  if (reader.faults.length > 0) throw new ConfigError(reader.faults);
  return Object.freeze(config);
}

class Reader {
  readonly faults: string[] = [];
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  text(name: SettingName): string | undefined {
    const value = this.#environment[name]?.trim();
    return value === '' ? undefined : value;
  }

  path(name: SettingName): string | null {
    const value = this.text(name);
    return value === undefined ? null : resolve(value);
  }

  integer(name: SettingName, fallback: number, min: number, max: number): number {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= min && number <= max) return number;
    return this.#fault(fallback, `${name} must be a whole number from ${min} to ${max}, found "${value}"`);
  }

  oneOf<T extends string>(name: SettingName, values: readonly T[]): T | undefined {
    const value = this.text(name);
    const found = values.find((candidate) => candidate === value);
    if (value !== undefined && found === undefined)
      this.#fault(undefined, `${name} must be one of ${values.join(', ')}, found "${value}"`);
    return found;
  }

  url(name: SettingName, protocols: readonly string[]): string | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    // The value may hold a password, so it is never shown.
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
    return this.#fault(undefined, `${name} must be an address that begins with ${protocols.join('// or ')}//`);
  }

  databaseUrl(dataDir: string): string {
    const value = this.text('DATABASE_URL') ?? 'sqlite:wardflow.db';
    if (value.startsWith('sqlite:') && value.length > 'sqlite:'.length) {
      const path = value.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '');
      return path === ':memory:' ? value : `sqlite:${resolve(path === 'wardflow.db' ? join(dataDir, path) : path)}`;
    }
    // A URL has one host: of several, the first stands for all.
    const single = value.replace(/^(\w+:\/\/(?:[^/]*@)?[^/@,]+)(?:,[^/@]*)/, '$1');
    const url = /^(mysql|mariadb):/.test(single) && URL.canParse(single) ? new URL(single) : undefined;
    if (url !== undefined && url.hostname !== '' && url.pathname.length > 1) return value;
    return this.#fault(value, 'DATABASE_URL must be sqlite:<path> or mysql://user:password@host:port/database');
  }

  mail(): MailConfig | null {
    const url = this.url('SMTP_URL', ['smtp:', 'smtps:']);
    const from = this.text('SMTP_FROM');
    if (url === undefined) return null;
    if (from === undefined) return this.#fault(null, 'SMTP_FROM is needed with SMTP_URL: the sender of the messages');
    return { url, from };
  }

  s3(): S3Settings | null {
    const endpoint = this.url('S3_ENDPOINT', ['http:', 'https:'])?.replace(/\/+$/, '');
    if (endpoint === undefined) return null;
    const needed = (name: SettingName) =>
      this.text(name) ?? this.#fault('', `${name} is needed with S3_ENDPOINT: where files lie`);
    return {
      endpoint,
      bucket: needed('S3_BUCKET'),
      region: this.text('S3_REGION') ?? 'us-east-1',
      accessKeyId: needed('S3_ACCESS_KEY_ID'),
      secretAccessKey: needed('S3_SECRET_ACCESS_KEY'),
    };
  }

  scanner(): string | null {
    const value = this.text('CLAMD_URL');
    if (value === undefined || /^unix:(\/\/)?\/./.test(value)) return value ?? null;
    return this.url('CLAMD_URL', ['tcp:']) ?? null;
  }

  auditMail(): string | null {
    const address = this.text('AUDIT_MAIL');
    if (address === undefined) return null;
    if (!/^[^\s@,;<>"]+@[^\s@,;<>"]+$/.test(address))
      return this.#fault(null, `AUDIT_MAIL must be one e-mail address, found "${address}"`);
    if (this.text('SMTP_URL') === undefined) return this.#fault(null, 'SMTP_URL is needed with AUDIT_MAIL');
    return address;
  }

  sms(): SmsConfig | null {
    const accountSid = this.text('SMS_ACCOUNT_SID');
    const authToken = this.text('SMS_AUTH_TOKEN');
    const from = this.text('SMS_FROM');
    const baseUrl = this.url('SMS_BASE_URL', ['http:', 'https:']) ?? null;
    const prefixes = this.prefixes();
    const perDay = this.integer('SMS_PER_DAY', 2000, 1, 10_000_000);
    if (accountSid === undefined && authToken === undefined && from === undefined) return null;
    if (accountSid === undefined) this.#fault(null, 'SMS_ACCOUNT_SID is needed to send SMS');
    if (authToken === undefined) this.#fault(null, 'SMS_AUTH_TOKEN is needed to send SMS');
    if (from === undefined) this.#fault(null, 'SMS_FROM is needed to send SMS');
    return { accountSid: accountSid ?? '', authToken: authToken ?? '', from: from ?? '', baseUrl, prefixes, perDay };
  }

  prefixes(): readonly string[] {
    const list = (this.text('SMS_PREFIXES') ?? '+84').split(',').map((entry) => entry.trim());
    if (list.every((entry) => /^\+[1-9]\d{0,5}$/.test(entry))) return list;
    return this.#fault([], `SMS_PREFIXES must list beginnings of numbers such as +84, found "${list.join(', ')}"`);
  }

  observation(): ObservationConfig {
    const given = this.text('OBSERVE_PORT');
    const token = this.text('METRICS_TOKEN') ?? null;
    if (token !== null && token.length < 16) this.#fault(null, 'METRICS_TOKEN must have 16 characters or more');
    const port = given === undefined ? null : this.integer('OBSERVE_PORT', 0, 0, 65_535);
    return { port, host: this.text('OBSERVE_HOST') ?? 'localhost', token };
  }

  demo(): Config['demo'] {
    const value = this.oneOf('WARDFLOW_DEMO', ['0', '1']);
    return value === '0' ? 'never' : value === '1' ? 'always' : 'first';
  }

  secretKey(): Uint8Array | null {
    const value = this.text('SECRET_KEY');
    return value === undefined ? null : this.#key('SECRET_KEY', value);
  }

  otherSecretKeys(): readonly Uint8Array[] {
    const values = (this.text('SECRET_KEY_OTHERS') ?? '').split(',').map((value) => value.trim());
    return values.filter((value) => value !== '').flatMap((value) => this.#key('SECRET_KEY_OTHERS', value) ?? []);
  }

  #key(name: SettingName, value: string): Uint8Array | null {
    if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, 'hex');
    return this.#fault(null, `${name} must be 64 hexadecimal characters (32 bytes), e.g. from: openssl rand -hex 32`);
  }

  addresses(name: SettingName): readonly string[] {
    const list = (this.text(name) ?? '').split(',').map((entry) => entry.trim());
    return list.filter((entry) => entry !== '').filter((entry) => this.#isNetwork(name, entry));
  }

  #isNetwork(name: SettingName, entry: string): boolean {
    const [address = '', bits, ...rest] = entry.split('/');
    const bitsMax = isIP(address) === 6 ? 128 : 32;
    const rightBits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax);
    if (isIP(address) !== 0 && rightBits && rest.length === 0) return true;
    return this.#fault(false, `${name} must list addresses or networks such as 10.0.0.0/8, found "${entry}"`);
  }

  #fault<T>(value: T, sentence: string): T {
    this.faults.push(sentence);
    return value;
  }
}
