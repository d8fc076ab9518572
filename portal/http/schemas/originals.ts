/** Shapes of evidence as it was sent; each mirrors a type of `engine/runtime/application/originals.ts`. */
import { Type } from 'typebox';
import { instant, list, orNull, photoKind } from './common.ts';

const original = Type.Object(
  {
    id: Type.String(),
    kind: photoKind,
    receivedAt: instant,
    mediaType: Type.String(),
    bytes: Type.Integer(),
    sha256: Type.String({ description: 'Of what was sent; it stands in the audit too.' }),
    drawnSha256: Type.String({ description: 'Of what was made of it and is shown.' }),
    readings: list(Type.Object({ by: Type.String(), at: instant, reason: orNull(Type.String()) })),
  },
  { title: 'Original' },
);

export const caseOriginals = Type.Object(
  { caseId: Type.String(), registerNumber: Type.String(), originals: list(original) },
  { title: 'CaseOriginals' },
);

export const readOriginal = Type.Object(
  { reason: Type.String({ maxLength: 500, description: 'Why it is needed; kept for who looks into it later.' }) },
  { additionalProperties: false },
);
