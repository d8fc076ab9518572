/** The published record by its versions and photos (`migrations/0030-publication-versions.ts`) as MikroORM sees it. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, count, id, instant, text } from '../columns.ts';

const PublicationVersion = defineEntity({
  name: 'PublicationVersion',
  tableName: 'publication_version',
  uniques: [{ name: 'publication_version_case', properties: ['caseId', 'number'] }],
  indexes: [
    { name: 'publication_version_slug', properties: ['slug', 'number'] },
    { name: 'publication_version_state', properties: ['state', 'preparedAt'] },
  ],
  properties: {
    id: id().primary(),
    caseId: id(),
    number: count(),
    state: code(),
    slug: code(),
    entries: text(),
    photos: text(),
    publicNote: text(),
    noteEntry: id().nullable(),
    digest: code(),
    preparedBy: code(),
    preparedAt: instant(),
    decidedBy: code(),
    decidedAt: instant().nullable(),
    endedBy: code(),
    endedAt: instant().nullable(),
  },
});

const PublicationPhoto = defineEntity({
  name: 'PublicationPhoto',
  tableName: 'publication_photo',
  indexes: [{ name: 'publication_photo_case', properties: ['caseId', 'createdAt', 'id'] }],
  properties: {
    id: id().primary(),
    caseId: id(),
    sourceId: id(),
    kind: code(),
    beforeId: id().nullable(),
    boxes: text(),
    mediaType: code(),
    width: count(),
    height: count(),
    bytes: instant(),
    sha256: code(),
    madeBy: code(),
    createdAt: instant(),
  },
});

export const publicationEntities: readonly EntitySchema[] = [PublicationVersion, PublicationPhoto];
