/** What shows a fault, as a scenario file that can be played (`wardflow test`) and kept beside the process. */
import type { Finding } from '#engine/core/soundness/finding.ts';
import type { Surroundings } from '#engine/scenarios/world.ts';
import { download } from '#portal/kit/react/download.ts';
import type { Opened } from '../draft/use-opened.ts';

/** Here working time runs as the clock does: only when things happen in the scenario depends on it. */
const surroundings: Surroundings = {
  timeZone: 'Asia/Ho_Chi_Minh',
  workingTime: { due: (start) => start + hourMs },
};
const hourMs = 3_600_000;

export async function keepScenario(opened: Opened, xml: string, finding: Finding | undefined): Promise<void> {
  if (finding === undefined) return;
  // Only who asks for it waits for what makes scenarios.
  const { counterexampleOf } = await import('#engine/scenarios/paths/counterexample.ts');
  const { stageOf } = await import('#engine/scenarios/paths/generate.ts');
  const { writeScenarios } = await import('#engine/scenarios/write-scenario.ts');
  const texts = new Map([...opened.others.map(({ path, content }) => [path, content] as const), [opened.path, xml]]);
  const resources = [...texts.keys()].filter((path) => path.endsWith('.dmn'));
  const model = { model: opened.path, resources };
  const setting = { read: async (path: string) => texts.get(path), surroundings, calendars: [] };
  const found = counterexampleOf(await stageOf(model, setting), finding, model);
  if (found === null) return;
  download(`${finding.element}.scenario.yaml`, writeScenarios([found.scenario]));
}
