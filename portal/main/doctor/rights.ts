/**
 * What the product has learned to do since a city wrote its rules of access: a right that no rule grants is a button
 * that nobody sees. The rules that come with the product say which rights there are, and how others grant them.
 */
interface Rules {
  readonly rules: readonly Rule[];
}

interface Rule {
  readonly role: string;
  readonly action: string;
  readonly subject: string;
}

export interface MissingRight {
  /** As rules name it: `recall Task`. */
  readonly right: string;
  /** Rules for the city's own roles that would grant it, each a line of JSON for `access.json`. */
  readonly lines: readonly string[];
}

/**
 * @param city text of the city's `access.json` @param shipped text of the one that comes with the product
 * @returns the rights that no role of the city has, in the order in which the shipped rules name them
 */
export function missingRights(city: string, shipped: string): readonly MissingRight[] {
  const own: Rules = JSON.parse(city);
  const granted = new Set(own.rules.map(rightOf));
  const roles = new Set(own.rules.map(({ role }) => role));
  const missing = (JSON.parse(shipped) as Rules).rules.filter((rule) => !granted.has(rightOf(rule)));
  return [...Map.groupBy(missing, rightOf)].map(([right, rules]) => ({
    right,
    lines: rules.filter(({ role }) => roles.has(role)).map((rule) => JSON.stringify(rule)),
  }));
}

function rightOf({ action, subject }: Rule): string {
  return `${action} ${subject}`;
}
