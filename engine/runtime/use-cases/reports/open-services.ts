/** Which services take cases from citizens: the city's own for reports, and those whose settings say so. */
import type { OfferedService, Reports } from '../../application/reports.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import type { LoadedService } from '../library.ts';
import { refusal } from '../refuse.ts';

/** @throws Refusal 404 where there is no such service for citizens; 503 where it takes none now */
export async function openService(context: Context, tx: Tx, wanted: string | undefined): Promise<LoadedService> {
  const { intakeService } = context.config;
  if (wanted === undefined || wanted === intakeService) return await context.library.inForce(tx, intakeService);
  if ((await tx.engine.services.newest(wanted)) === undefined) throw refusal('NOT_FOUND');
  const service = await context.library.inForce(tx, wanted);
  if (!service.pack.publicIntake) throw refusal('NOT_FOUND');
  return service;
}

export function offered(context: Context): Reports['offered'] {
  return async () =>
    await context.store.transaction(async (tx) => {
      const rows = (await tx.engine.services.all()).filter(({ state }) => state === 'published');
      const newest = [...Map.groupBy(rows, ({ service }) => service).values()].flatMap(
        (versions) => versions.toSorted((a, b) => b.version - a.version)[0] ?? [],
      );
      const services: OfferedService[] = [];
      for (const row of newest) {
        if (row.service === context.config.intakeService || (row.heldAt ?? null) !== null) continue;
        const { pack } = await context.library.version(tx, row.id);
        if (pack.publicIntake) services.push({ key: pack.key, name: pack.name });
      }
      return services;
    });
}
