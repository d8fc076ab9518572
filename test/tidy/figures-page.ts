/** docs/figures.md from the catalogue of named queries and its words. */
import { type NamedQuery, namedQueries, queryNames } from '#engine/cases/queries/catalogue.ts';
import { queryDefinitions, queryTitles } from '#portal/kit/texts/queries.ts';

/** @returns the whole page; to write it anew see the test beside */
export function figuresPage(notFigures: Readonly<Record<string, string>>): string {
  const chapters = queryNames.map((name) => {
    const query: NamedQuery = namedQueries[name];
    const rows = [
      ['of', query.within.map((one) => `\`${one}\``).join(', ')],
      ['pages', listed(query.pages)],
      ['API', listed(query.api)],
      ['exports', listed(query.exports ?? [])],
      ['metrics', listed((query.metrics ?? []).map((one) => `wardflow_${one}`))],
      ['no further than', query.most === undefined ? '' : String(query.most)],
    ].filter(([, value]) => value !== '');
    const facts = rows.map(([key, value]) => `${key}: ${value}`).join(' · ');
    return `### ${name}\n\n**${queryTitles.vi[name]}.** ${queryDefinitions.vi[name]}\n\n**${queryTitles.en[name]}.** ${queryDefinitions.en[name]}\n\n${told[query.tells]} · ${facts}`;
  });
  const others = Object.entries(notFigures).map(([route, why]) => `| \`${route}\` | ${why} |`);
  return `${head}${chapters.join('\n\n')}\n${tail}${others.join('\n')}\n`;
}

const told = { number: 'A number', list: 'A list', both: 'A number and its list' } as const;

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

const head = `# Figures: what every number and list counts

<!-- Made from engine/cases/queries/catalogue.ts and portal/kit/texts/queries.ts by test/tidy/figures-page.ts; a test holds it. -->

Every number, badge, list, tile, export and public figure is one **named query**: one condition over one set of rows, within
what a right of the access rules gives, with its definition in words. A number, the list that it opens, the export of that list
and the API's answer are made of the same condition, so they cannot differ. Officials read the definition at "Cách tính" beside
the number, everybody on one page, \`/definitions\`.

- **The rights stand in the query.** Nothing is filtered after a page or a limit was cut: a short list is never what was left
  of a longer one. Two officials see different numbers under the same name, and each opens the list of their own number.
- **One rule of late** (\`engine/cases/clocks/late.ts\`, \`engine/store/tables/standing.ts\`): what is due at this very
  millisecond is in time; a clock that is paused has no due date meanwhile, and is neither late nor due today. *Today* ends at
  midnight by the city's clock.
- **A confidential case counts where it may be seen to exist**: its task is in the worklist of the unit that handles it, with its
  number instead of its text; it is in no public list and no list of possible duplicates for citizens. Who reported is no part
  of any query; the register names applicants only to who may read them.
- **Few are not told**: ratings of fewer than five are put together with others or not shown; of followers the public is told
  that there are many, from five on, never how many.
- **To add a number or list**: a line in the catalogue, its words in both languages, \`<Definition of="…" />\` beside it, the
  condition in one place; the tests in \`test/tidy/queries.test.ts\` say what is missing. The comparison with an oracle of its own,
  over random rows and every role, is \`test/whole/queries.test.ts\` (in full \`npm run torture -- queries\`).

`;

const tail = `
## What is no figure

Answers of the API that list without counting anything: what belongs to one thing, what can be chosen, settings as they stand.

| operation | why |
| --- | --- |
`;
