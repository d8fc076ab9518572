/**
 * Reporter for the runner: silent about what passed, whole about what failed, and one line of counts at the end
 * (`#counts {"passed":…}`) that the runner adds up. A skipped or todo test counts as failed.
 */
import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';

export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const counts = { passed: 0, failed: 0 };
  for await (const event of source) {
    if (event.type === 'test:pass' && event.data.details.type !== 'suite') {
      const skipped = event.data.skip !== undefined || event.data.todo !== undefined;
      counts[skipped ? 'failed' : 'passed'] += 1;
      if (skipped) yield `✖ skipped: ${event.data.name} (${event.data.file ?? ''})\n`;
    }
    if (event.type === 'test:fail') {
      if (event.data.details.type !== 'suite') counts.failed += 1;
      yield `✖ ${event.data.name} (${event.data.file ?? ''}:${event.data.line ?? ''})\n${indent(reason(event.data.details.error))}\n`;
    }
    if (event.type === 'test:stderr' || (event.type === 'test:stdout' && process.env['WARDFLOW_TEST_VERBOSE'])) {
      yield event.data.message;
    }
  }
  yield `#counts ${JSON.stringify(counts)}\n`;
}

function reason(error: Error & { cause?: unknown }): string {
  return inspect(error.cause ?? error, { depth: 4, breakLength: 120 });
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
