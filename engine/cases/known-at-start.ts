/** Which variables the process of a case begins with, beside the answers of its form: for completion in the designer. */

/** Of a report (`intakeVariables`). */
export const reportVariables: readonly string[] = [
  'registerNumber',
  'category',
  'ward',
  'urgent',
  'confidential',
  'channel',
  'reachable',
  'receivedAt',
];

/** Of a dossier (workflows/administrative-dossier/README.md). */
export const dossierVariables: readonly string[] = [
  'registerNumber',
  'procedure',
  'category',
  'ward',
  'unit',
  'receivingUnit',
  'competentUnit',
  'recordsUnit',
  'documentSymbol',
  'steps',
  'supplementWithin',
  'confidential',
  'channel',
  'receivedAt',
  'accepted',
  'promiseKept',
  'outcome',
  'missing',
];
