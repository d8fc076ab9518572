import { Type } from 'typebox';
import { issuedForms, registerStandings } from '#engine/documents/model.ts';
import { instant, list, localised, named, oneOf, orNull } from './common.ts';

export const documentList = Type.Object(
  {
    caseId: Type.String(),
    code: Type.String({ description: 'Mã hồ sơ.' }),
    issued: list(
      Type.Object(
        {
          event: Type.String({ description: 'The piece of evidence that the paper tells of.' }),
          form: oneOf(...issuedForms),
          number: Type.String(),
          issuedAt: instant,
        },
        { title: 'IssuedDocument' },
      ),
    ),
    mayRead: Type.Boolean({ description: 'Whether the reader may open them: they say whose dossier it is.' }),
  },
  { title: 'DocumentList' },
);

export const registerPage = Type.Object(
  {
    entries: list(
      Type.Object(
        {
          caseId: Type.String(),
          code: Type.String(),
          procedure: localised,
          applicant: orNull(Type.String({ description: 'Null: hidden from the reader.' })),
          unit: orNull(named),
          receivedAt: instant,
          dueAt: orNull(instant),
          handedOverAt: orNull(instant),
          standing: oneOf(...registerStandings),
          late: Type.Boolean(),
        },
        { title: 'RegisterEntry' },
      ),
    ),
    next: orNull(Type.String({ description: 'For the next page; null: these were the last.' })),
    units: list(named),
    procedures: list(named),
  },
  { title: 'RegisterPage' },
);
