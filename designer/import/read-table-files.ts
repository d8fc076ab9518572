/** Chosen files of another system: the table of states, and when its programs act by themselves. */

export interface TableFiles {
  /** The table's name on the administrator's computer. */
  readonly name: string;
  readonly text: string;
  readonly escalations: string | null;
}

/** The one whose rows have `stateSLA` is the second. */
export async function readTableFiles(files: readonly File[]): Promise<TableFiles> {
  const read = await Promise.all(
    files.map(async (file) => ({ name: file.name, text: new TextDecoder().decode(await file.arrayBuffer()) })),
  );
  const escalations = read.length > 1 ? read.find(({ text }) => /"stateSLA"/.test(text)) : undefined;
  const table = read.find((one) => one !== escalations);
  return { name: table?.name ?? '', text: table?.text ?? '', escalations: escalations?.text ?? null };
}
