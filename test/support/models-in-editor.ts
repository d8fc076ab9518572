/** A model of another tool through the process editor in a browser: imported, opened, changed in one place, saved, compared. */
import { compareXml, type Difference } from '#engine/bpmn/interchange/compare-xml.ts';
import { importBpmn } from '#engine/bpmn/interchange/import-file.ts';
import { watchComplaints } from './browser.ts';
import { eventually } from './eventually.ts';
import type { Person } from './people.ts';

const service = '/api/v1/services/citizen-feedback';
const file = 'citizen-feedback.bpmn';

export interface Edited {
  /** Elements that the editor drew. */
  readonly drawn: number;
  /** What the browser complained of while it was opened and saved. */
  readonly complaints: readonly string[];
  /** What one change of a name has made different in the file, beside that name. */
  readonly differences: readonly Difference[];
}

/** @param person an administrator who is signed in; the draft of the demo service becomes this model */
export async function throughEditor({ context }: Person, xml: string, path: string): Promise<Edited> {
  const imported = await importBpmn(xml, path);
  if (imported.xml === null) throw new Error(`refused: ${JSON.stringify(imported)}`.slice(0, 300));
  const page = await context.newPage();
  const complaints = watchComplaints(page);
  try {
    await page.goto('/designer/citizen-feedback');
    const status = await page.evaluate(
      async ([service, file, content]) => {
        const { draft } = await (await fetch(service)).json();
        const body = JSON.stringify({ content, revision: draft?.revision ?? null });
        const headers = { 'content-type': 'application/json' };
        return (await fetch(`${service}/draft/resources/${file}`, { method: 'PUT', headers, body })).status;
      },
      [service, file, imported.xml] as const,
    );
    if (status !== 200) throw new Error(`the draft was not taken: ${status}`);
    await page.goto('/designer/citizen-feedback/process');
    await page.locator('.djs-element').first().waitFor({ state: 'attached' });
    const drawn = await page.locator('.djs-element[data-element-id]').count();
    const name = page.locator('.process .panel textarea').first();
    await name.fill('Một tên mới');
    await name.blur();
    const saved = await eventually(async () => {
      const { content } = await page.evaluate(
        async (url) => (await fetch(url)).json(),
        `${service}/versions/0/resources/${file}`,
      );
      return content.includes('Một tên mới') ? String(content) : undefined;
    }, 'the saved draft');
    const differences = compareXml(imported.xml, saved).differences.filter(({ name: what }) => what !== 'name');
    return { drawn, complaints: complaints.all, differences };
  } finally {
    await page.close();
  }
}
