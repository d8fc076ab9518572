import type { CaseRow } from '#engine/runtime/ports/case-rows.ts';
import { shape } from './shape.ts';

/** The rows of the register of cases. */
export const caseShape = shape<CaseRow>('case_record', {
  id: 'id',
  service: 'words',
  serviceVersionId: 'id',
  instanceId: 'id',
  registerNumber: 'words',
  trackingHash: 'words',
  secretHash: 'words',
  channel: 'words',
  language: 'words',
  category: 'words',
  ward: 'words',
  unit: 'words',
  lon: 'number',
  lat: 'number',
  stage: 'words',
  state: 'words',
  sla: 'words',
  urgent: 'flag',
  confidentiality: 'words',
  outcome: 'words',
  receivedAt: 'number',
  dueAt: 'number',
  closedAt: 'number',
  rating: 'number',
  vault: 'json',
  search: 'words',
  mergedInto: 'id',
  followers: 'number',
});
