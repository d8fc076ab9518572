/**
 * The arrows of the house (docs/architecture.md): which room may import which, and which npm packages.
 * The first room whose prefix fits a file is its room. `types` may be imported as types only.
 */
export interface Room {
  readonly prefix: string;
  readonly sees: readonly string[];
  readonly types?: readonly string[];
  readonly npm: readonly string[];
  /** May it import `node:` modules? */
  readonly node: boolean;
}

const pure = ['engine/core/', 'engine/bpmn/', 'engine/cases/', 'forms/'];
const browser = [...pure, 'engine/scenarios/', 'portal/kit/'];
const everywhere = ['engine/runtime/application/', 'engine/runtime/refusal.ts'];

export const rooms: readonly Room[] = [
  { prefix: 'engine/core/', sees: [], npm: ['xstate', 'feelin', 'temporal-polyfill'], node: false },
  { prefix: 'engine/bpmn/', sees: ['engine/core/'], npm: ['bpmn-moddle', 'dmn-moddle', 'saxen'], node: false },
  {
    prefix: 'engine/cases/',
    sees: ['engine/core/'],
    types: everywhere,
    npm: ['xstate', 'temporal-polyfill'],
    node: false,
  },
  {
    prefix: 'engine/scenarios/',
    sees: ['engine/core/', 'engine/bpmn/', 'engine/cases/'],
    npm: ['yaml', 'temporal-polyfill'],
    node: false,
  },
  {
    prefix: 'engine/scripts/',
    sees: ['engine/core/'],
    npm: ['quickjs-emscripten-core', '@jitl/quickjs-wasmfile-release-sync'],
    node: true,
  },
  { prefix: 'engine/runtime/', sees: pure, npm: ['pino'], node: true },
  {
    prefix: 'engine/store/',
    sees: [...pure, 'engine/runtime/', 'migrations/'],
    npm: [
      '@mikro-orm/core',
      '@mikro-orm/sql',
      '@mikro-orm/sqlite',
      '@mikro-orm/mariadb',
      '@mikro-orm/mysql',
      'better-sqlite3',
      'mysql2',
      'kysely',
    ],
    node: true,
  },
  {
    prefix: 'connectors/',
    sees: ['engine/core/', 'engine/runtime/ports/', 'engine/runtime/refusal.ts'],
    npm: ['nodemailer', 'twilio'],
    node: true,
  },
  {
    prefix: 'forms/',
    sees: ['engine/core/', 'engine/cases/'],
    types: everywhere,
    npm: ['preact', 'htm', 'preact-render-to-string', 're2js', 'libphonenumber-js', '@formio/core'],
    node: false,
  },
  { prefix: 'migrations/', sees: [], npm: [], node: false },
  {
    prefix: 'designer/',
    sees: [...browser],
    types: everywhere,
    npm: [
      'react',
      'react-dom',
      'react-router',
      'react-i18next',
      'i18next',
      '@mantine/core',
      '@mantine/hooks',
      '@mantine/notifications',
      '@mantine/spotlight',
      '@tanstack/react-query',
      'bpmn-js',
      'diagram-js',
      '@formio/js',
      'bpmn-moddle',
      'dmn-moddle',
    ],
    node: false,
  },
  {
    prefix: 'portal/kit/react/',
    sees: [...browser],
    types: everywhere,
    npm: [
      '@formio/js',
      'react',
      'react-dom',
      'react-router',
      'react-i18next',
      'i18next',
      '@mantine/core',
      '@mantine/hooks',
      '@mantine/notifications',
      '@mantine/spotlight',
      '@tanstack/react-query',
      'leaflet',
    ],
    node: false,
  },
  { prefix: 'portal/kit/map/', sees: [...pure], types: everywhere, npm: ['leaflet'], node: false },
  {
    prefix: 'portal/kit/',
    sees: [...pure],
    types: everywhere,
    npm: ['i18next', 'temporal-polyfill', 'preact', 'htm'],
    node: false,
  },
  {
    prefix: 'portal/office/',
    sees: [...browser],
    types: everywhere,
    npm: [
      'react',
      'react-dom',
      'react-router',
      'react-i18next',
      'i18next',
      '@mantine/core',
      '@mantine/hooks',
      '@mantine/notifications',
      '@mantine/spotlight',
      '@tanstack/react-query',
      '@formio/js',
      'leaflet',
    ],
    node: false,
  },
  { prefix: 'portal/citizen/islands/', sees: [...browser], types: everywhere, npm: ['leaflet'], node: false },
  {
    prefix: 'portal/commands/',
    sees: ['engine/', 'connectors/', 'forms/', 'migrations/', 'portal/', 'bench/', 'workflows/', 'vite.config.ts'],
    npm: ['vite', 'pino', 'yaml'],
    node: true,
  },
  {
    prefix: 'portal/main',
    sees: ['engine/', 'connectors/', 'forms/', 'migrations/', 'portal/', 'workflows/'],
    npm: [
      'fastify',
      'pino',
      'vite',
      'tar',
      '@opentelemetry/api',
      '@opentelemetry/sdk-trace-node',
      '@opentelemetry/exporter-trace-otlp-http',
    ],
    node: true,
  },
  { prefix: 'portal/wardflow.mjs', sees: ['portal/commands/'], npm: [], node: true },
  {
    prefix: 'portal/',
    sees: [
      ...pure,
      'engine/runtime/',
      'portal/http/',
      'portal/access/',
      'portal/files/',
      'portal/citizen/',
      'portal/kit/',
      'portal/config.ts',
    ],
    npm: [
      'fastify',
      '@fastify/cookie',
      '@fastify/helmet',
      '@fastify/static',
      '@fastify/multipart',
      '@fastify/swagger',
      '@fastify/formbody',
      '@fastify/type-provider-typebox',
      'typebox',
      'ajv-formats',
      'ajv',
      '@casl/ability',
      'sharp',
      'file-type',
      'pino',
      'prom-client',
      'preact',
      'htm',
      'preact-render-to-string',
      'i18next',
    ],
    node: true,
  },
  {
    prefix: 'bench/',
    sees: [''],
    npm: [
      'mysql2',
      'better-sqlite3',
      'kysely',
      'feelin',
      'bpmn-moddle',
      'bpmn-engine',
      'bpmn-elements',
      'moddle-context-serializer',
    ],
    node: true,
  },
  {
    prefix: 'test/',
    sees: [''],
    npm: [
      'mysql2',
      'playwright-core',
      'axe-core',
      'smtp-server',
      'mailparser',
      'oxc-parser',
      'fast-check',
      'sharp',
      'better-sqlite3',
      'yaml',
      'fastify',
    ],
    node: true,
  },
  { prefix: 'vite.config.ts', sees: [], npm: ['vite', '@vitejs/plugin-react'], node: true },
];

export function roomOf(file: string): Room | undefined {
  return rooms.find((room) => file.startsWith(room.prefix));
}
