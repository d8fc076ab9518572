import type { Tx } from '#engine/runtime/ports.ts';
import { demoCity } from '#test/data/demo-city.ts';
import type { World } from './world.ts';

/** Puts the rows of a world where they belong, through the ports, all in one transaction. */
export async function writeWorld({ engine, cases }: Tx, world: World): Promise<void> {
  for (const record of world.cases) await cases.records.insert(record);
  for (const instance of world.instances) await engine.instances.insert(instance);
  await engine.tasks.insert(world.tasks);
  await engine.incidents.insert(world.incidents);
  await cases.clocks.insert(world.clocks);
  await cases.escalations.insert(world.escalations);
  for (const row of world.extensions) await cases.extensions.insert(row);
  for (const { procedureCode, procedureVersion: id, receivedAt: since } of world.dossiers) {
    const procedure = demoCity().dossiers.procedures.get(procedureCode);
    await cases.dossiers.keepVersion({ id, procedureCode, content: JSON.stringify(procedure), since });
  }
  for (const row of world.dossiers) await cases.dossiers.insert(row);
  for (const row of world.publications) await cases.publications.put(row);
  for (const row of world.versions) await cases.publicationVersions.insert(row);
  for (const row of world.ratings) await cases.ratings.insert(row);
  await cases.ratings.add(world.ratingSums);
  await engine.figures.add(world.figures);
  for (const row of world.conflicts) await cases.conflicts.insert(row);
  for (const row of world.notices) await cases.signIn.notices.insert(row);
}

/** Some of what was public is withdrawn. @returns the world without it */
export async function withdrawSome({ cases }: Tx, world: World): Promise<World> {
  const gone = new Set(world.publications.filter((_, index) => index % 4 === 0).map(({ caseId }) => caseId));
  for (const caseId of gone) await cases.publications.remove(caseId);
  return { ...world, publications: world.publications.filter(({ caseId }) => !gone.has(caseId)) };
}
