/** The pages of the section, a line each: where it is, what it is called, and who is shown it. */
import type { CityTextKey } from '#portal/kit/texts/city.ts';

export interface CityPage {
  /** Below `/city/`. */
  readonly path: string;
  readonly text: CityTextKey;
  /** Part of the city's configuration (`configures` of who is signed in). */
  readonly part: string;
}

export const cityPages: readonly CityPage[] = [
  { path: 'units', text: 'partUnits', part: 'organisation' },
  { path: 'people', text: 'partPeople', part: 'accounts' },
  { path: 'sign-in', text: 'partSignIn', part: 'accounts' },
  { path: 'service-accounts', text: 'partServiceAccounts', part: 'accounts' },
  { path: 'channels', text: 'partChannels', part: 'channels' },
  { path: 'responsibilities', text: 'partResponsibilities', part: 'routing' },
  { path: 'handling', text: 'partHandling', part: 'routing' },
  { path: 'import', text: 'partImport', part: 'organisation' },
  { path: 'map', text: 'partMap', part: 'areas' },
  { path: 'reorganisations', text: 'partReorganise', part: 'organisation' },
  { path: 'calendars', text: 'partCalendars', part: 'calendars' },
  { path: 'categories', text: 'partCategories', part: 'routing' },
  { path: 'procedures', text: 'partProcedures', part: 'dossiers' },
  { path: 'duplicates', text: 'partDuplicates', part: 'routing' },
  { path: 'routing', text: 'partRouting', part: 'routing' },
  { path: 'retention', text: 'partRetention', part: 'retention' },
  { path: 'erasures', text: 'partErasures', part: 'retention' },
  { path: 'bundles', text: 'partBundles', part: 'bundles' },
];
