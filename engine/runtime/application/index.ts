/**
 * What Wardflow can do, as its doors (pages, API, command line) see it. One installation has one `Application`,
 * put together in `portal/main.ts`. Every method that reads or changes anything on behalf of a person takes the
 * `Actor`; access is decided there, in the query, never by the caller.
 * Expected refusals are thrown as {@link import('../refusal.ts').Refusal}; anything else thrown is a fault of ours.
 */
import type { Accounts } from './accounts.ts';
import type { Assignments } from './assignments.ts';
import type { Bundles } from './bundles.ts';
import type { Calendars } from './calendars.ts';
import type { Categories } from './categories.ts';
import type { ChannelBook } from './channel-book.ts';
import type { Citizens } from './citizens.ts';
import type { CityHistory } from './city-history.ts';
import type { Confidentiality } from './confidentiality.ts';
import type { Deadlines } from './deadlines.ts';
import type { Documents } from './documents.ts';
import type { Dossiers } from './dossiers.ts';
import type { DraftSaves } from './draft-saves.ts';
import type { DuplicateRulesBook } from './duplicate-rules.ts';
import type { Duplicates } from './duplicates.ts';
import type { External } from './external.ts';
import type { Files } from './files.ts';
import type { HandlingBook } from './handling.ts';
import type { History } from './history.ts';
import type { Imports } from './imports.ts';
import type { Installations } from './installation.ts';
import type { Mailbox } from './mailbox.ts';
import type { Operations } from './operations.ts';
import type { Organisation } from './organisation.ts';
import type { Originals } from './originals.ts';
import type { OwnAccounts } from './own-account.ts';
import type { OwnRecords } from './own-record.ts';
import type { Parts } from './parts.ts';
import type { People } from './people.ts';
import type { ProcedureBook } from './procedures.ts';
import type { Publications } from './publications.ts';
import type { Relay } from './relay.ts';
import type { Reorganisations } from './reorganisations.ts';
import type { Reports } from './reports.ts';
import type { Results } from './results.ts';
import type { RetentionBook } from './retention.ts';
import type { Reveals } from './reveals.ts';
import type { Reviews } from './reviews.ts';
import type { Routing } from './routing.ts';
import type { ServiceAccounts } from './service-accounts.ts';
import type { Services } from './services.ts';
import type { SignInBook } from './sign-in-book.ts';
import type { Tasks } from './tasks.ts';
import type { Versions } from './versions.ts';

export interface Application {
  readonly reports: Reports;
  readonly results: Results;
  readonly publications: Publications;
  readonly duplicates: Duplicates;
  readonly tasks: Tasks;
  readonly assignments: Assignments;
  readonly parts: Parts;
  readonly relay: Relay;
  readonly reveals: Reveals;
  readonly confidentiality: Confidentiality;
  readonly dossiers: Dossiers;
  readonly handling: HandlingBook;
  readonly procedures: ProcedureBook;
  readonly cityHistory: CityHistory;
  readonly duplicateRules: DuplicateRulesBook;
  readonly services: Services;
  readonly versions: Versions;
  readonly reviews: Reviews;
  readonly draftSaves: DraftSaves;
  readonly history: History;
  readonly deadlines: Deadlines;
  readonly documents: Documents;
  readonly calendars: Calendars;
  readonly files: Files;
  readonly originals: Originals;
  readonly accounts: Accounts;
  readonly ownAccounts: OwnAccounts;
  readonly ownRecords: OwnRecords;
  readonly retention: RetentionBook;
  readonly citizens: Citizens;
  readonly signInBook: SignInBook;
  readonly serviceAccounts: ServiceAccounts;
  readonly channelBook: ChannelBook;
  readonly mailbox: Mailbox;
  readonly operations: Operations;
  readonly external: External;
  readonly organisation: Organisation;
  readonly people: People;
  readonly imports: Imports;
  readonly routing: Routing;
  readonly reorganisations: Reorganisations;
  readonly categories: Categories;
  readonly installation: Installations;
  readonly bundles: Bundles;
}
