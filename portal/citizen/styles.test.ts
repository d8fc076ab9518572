import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { stylesheet, stylesheetAt } from './styles.ts';

test('what is written beside the citizens’ pages is in their stylesheet, which its path names', () => {
  const { path, css } = stylesheet();
  const files = globSync('**/*.css', { cwd: import.meta.dirname, exclude: ['islands/**'] });
  assert.ok(files.length > 5, files.join(', '));
  for (const file of files) {
    const said = readFileSync(new URL(file, import.meta.url), 'utf8');
    const styles = said.replaceAll(/\/\*[\s\S]*?\*\/\n?/g, '').trim();
    assert.ok(css.includes(styles), `${file} is not in the sheet`);
  }
  assert.equal(stylesheetAt(path)?.css, css);
  assert.equal(stylesheetAt('/styles/citizen-0.css'), undefined);
});
