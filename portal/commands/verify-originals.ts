import type { OriginalFault } from '#engine/runtime/use-cases/files/verify-originals.ts';
import { withInstallation } from '../installation-command.ts';

export const about =
  'Reads every original of evidence that is kept, and compares it with the hash of what was sent, in its row and in the audit.';

const words: Readonly<Record<OriginalFault['kind'], string>> = {
  missing: 'MISSING: it is not in the store',
  damaged: 'DAMAGED: it is not as it was sealed',
  changed: 'CHANGED: it has another hash than its row says',
  unproven: 'UNPROVEN: the audit does not have this hash',
};

/** @returns 0: all are what was sent; 1: one is not */
export async function run(): Promise<number> {
  return await withInstallation(async ({ wardflow }) => {
    const { whole, destroyed, waiting, faults } = await wardflow.verifyOriginals();
    for (const { kind, fileId, caseId } of faults) console.log(`${words[kind]} (file ${fileId}, case ${caseId}).`);
    console.log(
      `${whole} originals are what was sent, ${faults.length} are not; ${destroyed} cannot be read any more because ` +
        `their key is destroyed, ${waiting} wait for the scanner. Whether the audit itself is whole: verify-audit.`,
    );
    return faults.length === 0 ? 0 : 1;
  });
}
