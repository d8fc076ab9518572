/**
 * What the browser gets: the two single-page applications and the citizens' small islands, into `build/`. The server
 * itself is never built. `__CSP_NONCE__` in the pages is replaced for each answer.
 */
import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;
const pages = { office: 'portal/office/index.html', designer: 'designer/index.html' };
const islands = globSync('portal/citizen/islands/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'));

export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  plugins: [react(), leanDmnTables()],
  // Form.io's dependencies still name Node's global object.
  define: { global: 'globalThis' },
  resolve: {
    // bpmn-js's menus take htm from us and bring a preact of their own; two of them draw nothing.
    dedupe: ['preact'],
    alias: [
      { find: /^#(engine|designer|forms|portal)\//, replacement: `${root}/$1/` },
      { find: /^@fontsource-variable\//, replacement: `${root}/node_modules/@fontsource-variable/` },
    ],
  },
  build: {
    outDir: 'build',
    manifest: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // Nothing inline: the content security policy allows data: for images only.
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2500,
    rolldownOptions: {
      input: {
        ...Object.fromEntries(Object.entries(pages).filter(([, page]) => existsSync(join(root, page)))),
        ...Object.fromEntries(islands.map((file) => [`citizen-${basename(file, '.ts')}`, file])),
      },
    },
  },
});

/** Within dmn-js: no FEEL editor, which is three quarters of its weight, and no style attributes written as text. */
function leanDmnTables(): Plugin {
  const instead: Readonly<Record<string, string>> = {
    'min-dom': 'min-dom-under-csp.ts',
    'dmn-js-shared/lib/components/LiteralExpression': 'no-feel-editor.ts',
  };
  return {
    name: 'lean-dmn-tables',
    enforce: 'pre',
    resolveId(source, importer = '') {
      const found = /\/node_modules\/dmn-js-/.test(importer) ? instead[source] : undefined;
      return found === undefined ? null : `${root}/designer/decision/${found}`;
    },
  };
}
