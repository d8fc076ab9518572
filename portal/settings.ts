/** Every setting of Wardflow: what it is called, what stands without it, what it means (docs/configuration.md). */

export interface Setting {
  readonly name: string;
  /** As shown in docs/configuration.md. */
  readonly fallback: string;
  readonly meaning: string;
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** All settings, in the order of docs/configuration.md. */
export const settings = [
  { name: 'PORT', fallback: '3000', meaning: 'TCP port to listen on; 0 takes a free one.' },
  { name: 'HOST', fallback: 'localhost', meaning: 'Address to listen on; `0.0.0.0` or `::` for all.' },
  { name: 'DATA_DIR', fallback: './data', meaning: 'Folder for the SQLite file, photos, the secret key and the lock.' },
  {
    name: 'DATABASE_URL',
    fallback: '`sqlite:wardflow.db` in DATA_DIR',
    meaning:
      '`sqlite:<path>` or `mysql://user:password@host:port/database` (MySQL or MariaDB); several `host:port`, separated by commas, for a cluster. An encrypted line: `?tls=on`, [operating.md](operating.md#an-encrypted-line-to-the-database).',
  },
  {
    name: 'DATABASE_CONNECTIONS',
    fallback: '16',
    meaning:
      'Connections of one process to MySQL or MariaDB at most; who waits five seconds for one is asked to come again.',
  },
  {
    name: 'PUBLIC_URL',
    fallback: 'http://localhost:PORT',
    meaning: 'Address people use, for links in messages. With https, cookies are Secure and HSTS is sent.',
  },
  {
    name: 'SMTP_URL',
    fallback: 'none',
    meaning: 'Mail server, `smtp://user:password@host:587` or `smtps://…`. None: messages go to the demo mailbox.',
  },
  { name: 'SMTP_FROM', fallback: 'none', meaning: 'Sender of e-mail; needed with SMTP_URL.' },
  { name: 'SMS_ACCOUNT_SID', fallback: 'none', meaning: 'Account at Twilio. None: messages go to the demo mailbox.' },
  { name: 'SMS_AUTH_TOKEN', fallback: 'none', meaning: 'Token of that account; needed with SMS_ACCOUNT_SID.' },
  {
    name: 'SMS_FROM',
    fallback: 'none',
    meaning: 'Sender of SMS, a number or brand name; needed with SMS_ACCOUNT_SID.',
  },
  { name: 'SMS_BASE_URL', fallback: 'Twilio', meaning: 'Another server that speaks the Twilio REST API.' },
  {
    name: 'SMS_PREFIXES',
    fallback: '+84',
    meaning: 'Beginnings of the numbers that get SMS, separated by commas. Others get none: they cost more.',
  },
  {
    name: 'SMS_PER_DAY',
    fallback: '2000',
    meaning: 'SMS to all numbers together in a day (UTC) at most; what would be more waits for the next day.',
  },
  {
    name: 'S3_ENDPOINT',
    fallback: 'none',
    meaning:
      'S3-compatible store for photos, videos and originals, e.g. `https://s3.example.vn`; addresses by path. None: they lie below DATA_DIR.',
  },
  {
    name: 'S3_BUCKET',
    fallback: 'none',
    meaning: 'Bucket of its own there, which nobody else reads; needed with S3_ENDPOINT.',
  },
  { name: 'S3_REGION', fallback: 'us-east-1', meaning: 'Region by which requests are signed.' },
  {
    name: 'S3_ACCESS_KEY_ID',
    fallback: 'none',
    meaning: 'Key that may read, write, delete and list in the bucket; needed with S3_ENDPOINT.',
  },
  { name: 'S3_SECRET_ACCESS_KEY', fallback: 'none', meaning: 'Its secret; needed with S3_ENDPOINT.' },
  {
    name: 'VIDEO_MEGABYTES',
    fallback: '50',
    meaning: 'Size of a video at most, up to 50 MiB; 0: videos are refused.',
  },
  {
    name: 'CLAMD_URL',
    fallback: 'none',
    meaning:
      'ClamAV’s daemon, `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`: photos are for nobody until it has found them clean. None: no scan.',
  },
  {
    name: 'AUDIT_MAIL',
    fallback: 'none',
    meaning: 'E-mail address that is sent the head of the audit every 1,000 entries or 5 minutes; needs SMTP_URL.',
  },
  {
    name: 'WARDFLOW_DEMO',
    fallback: 'first start only',
    meaning: '`1`: load the demo city where the database has no city yet; `0`: never.',
  },
  {
    name: 'WARDFLOW_JAVASCRIPT',
    fallback: '0',
    meaning: '`1`: script tasks may be written in JavaScript, which runs apart from everything else, within limits.',
  },
  {
    name: 'WARDFLOW_WORKER',
    fallback: '1',
    meaning: '`0`: `start` only answers; timers, jobs and notices are left to `wardflow worker` processes.',
  },
  {
    name: 'OBSERVE_PORT',
    fallback: 'none',
    meaning:
      'Port of its own for `/healthz`, `/readyz` and `/metrics`, e.g. 9464; a worker has no other. 0 takes a free one.',
  },
  { name: 'OBSERVE_HOST', fallback: 'localhost', meaning: 'Address of that port; `0.0.0.0` or `::` for all.' },
  {
    name: 'METRICS_TOKEN',
    fallback: 'none',
    meaning:
      'With it `/metrics` is answered on PORT too, to who sends `Authorization: Bearer <token>`; 16 characters or more.',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    fallback: 'none',
    meaning:
      'OpenTelemetry collector (OTLP over HTTP), e.g. http://localhost:4318. None: no traces, and nothing of it is loaded.',
  },
  {
    name: 'SECRET_KEY',
    fallback: 'made once in DATA_DIR/secret.key',
    meaning: '32 bytes as 64 hexadecimal characters. Seals personal data: without it the vault cannot be read.',
  },
  {
    name: 'SECRET_KEY_OTHERS',
    fallback: 'none',
    meaning:
      'Other keys, separated by commas, by which sealed data is read too: the former one while the key is being changed (`rotate-key`).',
  },
  {
    name: 'OIDC_PROVIDERS',
    fallback: 'none',
    meaning:
      'File that lists identity providers (OpenID Connect) at which officials, or citizens, may sign in; see [signing-in.md](signing-in.md).',
  },
  {
    name: 'TRUST_PROXY',
    fallback: 'none',
    meaning: 'Addresses or networks of your reverse proxies, separated by commas; their X-Forwarded headers are used.',
  },
  { name: 'LOG_LEVEL', fallback: 'info', meaning: `One of ${logLevels.map((level) => `\`${level}\``).join(', ')}.` },
] as const satisfies readonly Setting[];

export type SettingName = (typeof settings)[number]['name'];
