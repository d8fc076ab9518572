/** Shapes of people, posts and absences; each mirrors a type of `engine/runtime/application/people.ts`. */
import { Type } from 'typebox';
import { absenceKinds } from '#engine/runtime/ports/organisation.ts';
import { list, localised, named, oneOf, orNull } from './common.ts';
import { day } from './organisation.ts';

const strict = { additionalProperties: false };
const code = Type.String({ minLength: 1, maxLength: 60 });
const displayName = Type.String({ minLength: 1, maxLength: 120 });
const email = Type.String({ maxLength: 150 });
export const username = Type.String({ minLength: 1, maxLength: 60 });
const kind = oneOf(...absenceKinds);

const who = Type.Object({ username: Type.String(), displayName: Type.String() });

const post = Type.Object(
  {
    id: Type.String(),
    role: Type.String(),
    roleName: localised,
    unit: Type.String(),
    unitName: localised,
    validFrom: Type.String(),
    validTo: Type.String(),
  },
  { title: 'HeldPost' },
);

const absence = Type.Object(
  {
    id: Type.String(),
    firstDay: Type.String(),
    lastDay: Type.String(),
    kind,
    substitute: orNull(who),
    posts: list(Type.String()),
    categories: list(named),
  },
  { title: 'Absence', description: 'Or a delegation: then nobody is away.' },
);

const received = list(Type.Object({ ...absence.properties, person: who }, { title: 'StandingIn' }));
const matters = list(Type.Object({ code: Type.String(), name: localised, group: localised }, { title: 'Matter' }));

const person = {
  username: Type.String(),
  displayName: Type.String(),
  email: Type.String(),
  active: Type.Boolean(),
  firstPassword: Type.Boolean(),
  posts: list(post),
  absences: list(absence),
};

export const peopleList = Type.Object(
  {
    today: Type.String(),
    people: list(Type.Object(person, { title: 'Person' })),
    roles: list(named),
    units: list(named),
  },
  { title: 'PeopleList' },
);

export const personDetail = Type.Object(
  {
    ...person,
    today: Type.String(),
    received,
    matters,
    losses: Type.Object(
      {
        tasks: Type.Integer(),
        posts: list(Type.Object({ role: localised, unit: localised })),
        standsInFor: list(Type.String()),
        steps: list(Type.Object({ service: localised, step: localised })),
        peers: list(who),
      },
      { title: 'Losses', description: 'What would lose its handler if the account were closed.' },
    ),
  },
  { title: 'PersonDetail' },
);

export const newPost = Type.Object({ role: code, unit: code, validFrom: day, validTo: day }, strict);
export const newPerson = Type.Object(
  { username, displayName, email, posts: Type.Array(newPost, { maxItems: 20 }) },
  strict,
);
export const personChange = Type.Object({ displayName, email }, strict);
export const firstPassword = Type.Object(
  { username: Type.String(), password: Type.String({ description: 'Shown this once.' }) },
  { title: 'FirstPassword' },
);
export const postEnd = Type.Object({ lastDay: day }, strict);
export const deactivation = Type.Object({ handOver: orNull(username), leaveEmpty: Type.Boolean() }, strict);

export const newAbsence = Type.Object(
  {
    username: orNull(username),
    firstDay: day,
    lastDay: day,
    kind,
    substitute: orNull(username),
    posts: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 50 }),
    categories: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 500 })),
  },
  strict,
);

export const ownAbsences = Type.Object(
  {
    today: Type.String(),
    posts: list(post),
    absences: list(absence),
    received,
    matters,
    colleagues: list(Type.Object({ username: Type.String(), displayName: Type.String(), units: list(localised) })),
  },
  { title: 'OwnAbsences' },
);

export const usernames = Type.Object({ usernames: Type.Array(username, { minItems: 1, maxItems: 50 }) }, strict);
export const handedOut = list(Type.Object({ ...who.properties, password: Type.String() }, { title: 'HandedOut' }));
