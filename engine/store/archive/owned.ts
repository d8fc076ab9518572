/** Which tables hold the rows of a case that go into the archive with it. Register, vault, files, publication stay. */

export interface Owned {
  readonly table: string;
  /** How its rows belong to the case: by a column of their own, or by their instance. */
  readonly by: 'case_id' | 'instance_id';
  readonly order: string;
  /** Columns that the database computes: they cannot be written back. */
  readonly computed?: readonly string[];
}

/** A new table with rows of a case or an instance belongs here; a test compares this list with the schema. */
export const owned: readonly Owned[] = [
  { table: 'process_instance', by: 'case_id', order: 'id', computed: ['unrolled'] },
  { table: 'task', by: 'instance_id', order: 'opened_at, id' },
  { table: 'incident', by: 'instance_id', order: 'id' },
  { table: 'step_return', by: 'instance_id', order: 'id' },
  { table: 'journal', by: 'instance_id', order: 'instance_id, number' },
  { table: 'history', by: 'instance_id', order: 'instance_id, number, position' },
  { table: 'case_timeline', by: 'case_id', order: 'at, id' },
  { table: 'case_clock', by: 'case_id', order: 'id' },
  { table: 'clock_event', by: 'case_id', order: 'at, id' },
  { table: 'escalation', by: 'case_id', order: 'at, id' },
  { table: 'clock_extension', by: 'case_id', order: 'asked_at, id' },
  { table: 'case_holding', by: 'case_id', order: 'at, id' },
  { table: 'task_transfer', by: 'case_id', order: 'id' },
  { table: 'case_rating', by: 'case_id', order: 'id' },
  { table: 'case_part', by: 'case_id', order: 'asked_at, id' },
  { table: 'relay_message', by: 'case_id', order: 'position' },
  { table: 'case_reveal', by: 'case_id', order: 'asked_at, id' },
  { table: 'notice', by: 'case_id', order: 'id' },
  { table: 'dossier_event', by: 'case_id', order: 'at, id' },
  { table: 'dossier_document', by: 'case_id', order: 'issued_at, id' },
];

/** Tables with a case or an instance in a row that are not the case's own past, and why. */
export const notOwned: Readonly<Record<string, string>> = {
  case_record: 'the register: a line for each case, for ever',
  vault_key: 'destroyed with the case, one by one',
  vault_entry: 'sealed; destroyed with its key',
  case_file: 'names an image on the disk',
  publication: 'public',
  publication_version: 'what was public, for ever; its texts are sealed, and go with the key',
  publication_photo: 'names an image on the disk; what is not public goes with the case',
  mailbox_message: 'the demo only',
  dossier: 'the register of dossiers: a line for each, for ever; nothing in it says whose it is',
  case_word: 'of open cases; removed',
  case_contact: 'whose it is, as keyed hashes, also when it is archived; destroyed with the case',
  case_place: 'of cases that are not archived; removed',
  case_follower: 'outlives the closing: it may be opened again; destroyed with the case or when somebody stops',
  case_archive: 'the archive itself',
  archived_instance: 'the archive itself',
  archived_task: 'the archive itself',
  case_hold: 'outlives it',
  case_conflict: 'whom it is kept from, also when it is archived',
  erasure_case: 'the register of deletions: ids alone, for ever',
  record_export: 'what who asked for their own record may fetch; it goes with the request',
  job: 'none is left of an instance that has ended; one that is keeps the case here',
  subscription: 'none is left of an instance that has ended',
  message: 'expires by itself',
  operation_item: 'tells of a batch',
};
