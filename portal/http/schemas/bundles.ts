/** Shapes of bundles; each mirrors a type of `engine/runtime/application/bundles.ts`. */
import { Type } from 'typebox';
import { instant, list, localised, oneOf, orNull } from './common.ts';
import { note, revision } from './organisation.ts';
import { problems } from './services.ts';

const strict = { additionalProperties: false };
const kind = oneOf('service', 'configuration');
const content = Type.String({ minLength: 1, description: 'The file, base64.' });

export const bundleOrder = Type.Object(
  {
    service: Type.String({ maxLength: 100, description: "Its key; '' for the whole configuration." }),
    drafts: Type.Boolean({ description: 'Drafts where there are any, instead of what is in force.' }),
  },
  strict,
);

export const exportedBundle = Type.Object(
  { name: Type.String(), digest: Type.String(), content },
  { title: 'ExportedBundle' },
);

const choices = Type.Array(
  Type.Object(
    {
      item: Type.String({ maxLength: 300, description: '`city/units.json`, `services/noise`.' }),
      does: oneOf('take', 'keep', 'copy'),
      key: Type.String({ maxLength: 100, description: 'Of the copy.' }),
    },
    strict,
  ),
  { maxItems: 500 },
);

export const bundleLook = Type.Object({ content, choices }, strict);

export const bundleTaking = Type.Object(
  {
    content,
    choices,
    note,
    seen: Type.String({ maxLength: 100, description: 'As the preview with these choices gave it.' }),
    reason: Type.String({
      maxLength: 300,
      description: 'Why it is taken although nobody who is trusted has signed it.',
    }),
  },
  strict,
);

const difference = Type.Object(
  {
    what: oneOf('added', 'removed', 'changed'),
    of: Type.String(),
    part: Type.String(),
    before: Type.String(),
    after: Type.String(),
  },
  { title: 'BundleDifference' },
);

const file = Type.Object(
  {
    name: Type.String(),
    state: oneOf('new', 'same', 'changed', 'mine', 'conflict', 'gone'),
    differences: list(difference),
    more: Type.Integer(),
  },
  { title: 'BundleFile' },
);

const item = Type.Object(
  {
    item: Type.String(),
    kind: oneOf('city', 'service'),
    name: orNull(localised),
    state: oneOf('new', 'same', 'changed', 'mine', 'conflict'),
    does: oneOf('take', 'keep', 'copy', 'undecided'),
    closed: oneOf('', 'right', 'machine'),
    files: list(file),
    problems,
  },
  { title: 'BundleItem' },
);

export const bundlePreview = Type.Object(
  {
    digest: Type.String(),
    kind,
    made: orNull(Type.Object({ at: Type.String(), by: Type.String(), version: Type.String() })),
    signer: Type.Object({
      state: oneOf('own', 'trusted', 'unknown', 'none'),
      keyId: Type.String(),
      name: Type.String(),
    }),
    items: list(item),
    faults: list(Type.Object({ path: Type.String(), message: localised })),
    changes: Type.Boolean(),
    seen: Type.String(),
  },
  { title: 'BundlePreview' },
);

export const bundleTaken = Type.Object(
  { digest: Type.String(), taken: list(Type.String()), drafts: list(Type.String()) },
  { title: 'BundleTaken' },
);

const key = Type.Object({ id: Type.String(), key: Type.String(), name: Type.String() }, { title: 'TrustedKey' });

export const bundleBook = Type.Object(
  {
    ownKey: key,
    keys: list(key),
    revision: Type.Integer(),
    services: list(Type.Object({ code: Type.String(), name: localised, hasDraft: Type.Boolean() })),
    exchanges: list(
      Type.Object({
        id: Type.String(),
        at: instant,
        by: Type.String(),
        direction: oneOf('out', 'in'),
        kind,
        digest: Type.String(),
        keyId: Type.String(),
        note: Type.String(),
      }),
    ),
  },
  { title: 'BundleBook' },
);

export const trustedKeysChange = Type.Object(
  {
    keys: Type.Array(
      Type.Object({ key: Type.String({ maxLength: 100 }), name: Type.String({ maxLength: 200 }) }, strict),
      {
        maxItems: 100,
      },
    ),
    revision,
    note,
  },
  strict,
);
