/** All routes of `/api/v1`. */
import type { FastifyPluginAsync } from 'fastify';
import type { Doors } from '../doors.ts';
import { registerMultipart } from '../submission.ts';
import { registerAccount } from './account.ts';
import type { Api } from './api.ts';
import { registerAssignments } from './assignments.ts';
import { registerBundles } from './bundles.ts';
import { registerCalendars } from './calendars.ts';
import { registerCategories } from './categories.ts';
import { registerChannels } from './channels.ts';
import { registerCityHistory } from './city-history.ts';
import { registerConfidentiality } from './confidentiality.ts';
import { registerDeadlines } from './deadlines.ts';
import { registerDocuments } from './documents.ts';
import { registerDossierIntake, registerDossiers } from './dossiers.ts';
import { registerDuplicateRules } from './duplicate-rules.ts';
import { registerDuplicates } from './duplicates.ts';
import { registerExternal } from './external.ts';
import { registerFiles } from './files.ts';
import { registerHandling } from './handling.ts';
import { registerHistory } from './history.ts';
import { registerImports } from './imports.ts';
import { registerInstallation } from './installation.ts';
import { registerBatches, registerOperatedServices, registerOperations } from './operations.ts';
import { registerOrganisation } from './organisation.ts';
import { registerOriginals } from './originals.ts';
import { registerParts } from './parts.ts';
import { registerPeople } from './people.ts';
import { registerProcedures } from './procedures.ts';
import { registerPublications } from './publications.ts';
import { registerRelay, registerRelayAnswer } from './relay.ts';
import { registerReorganisations } from './reorganisations.ts';
import { registerReportAnswer, registerReportSubmission, registerReports } from './reports.ts';
import { registerResults } from './results.ts';
import { registerRetention } from './retention.ts';
import { registerReveals } from './reveals.ts';
import { registerRouting } from './routing.ts';
import { registerServiceAccounts } from './service-accounts.ts';
import { registerDrafts, registerServices } from './services.ts';
import { registerSession } from './session.ts';
import { registerSignInBook } from './sign-in-book.ts';
import { registerTaskCompletion, registerTasks } from './tasks.ts';
import { registerVersions } from './versions.ts';

export function apiRoutes(doors: Doors): FastifyPluginAsync {
  return async (scope) => {
    const api: Api = scope.withTypeProvider();
    api.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });
    registerSession(api, doors);
    registerAccount(api, doors);
    registerTasks(api, doors);
    registerAssignments(api, doors);
    registerParts(api, doors);
    registerRelay(api, doors);
    registerReveals(api, doors);
    registerConfidentiality(api, doors);
    registerServices(api, doors);
    registerDrafts(api, doors);
    registerVersions(api, doors);
    registerOperations(api, doors);
    registerOperatedServices(api, doors);
    registerBatches(api, doors);
    registerHistory(api, doors);
    registerDeadlines(api, doors);
    registerDocuments(api, doors);
    registerDossiers(api, doors);
    registerCalendars(api, doors);
    registerChannels(api, doors);
    registerReports(api, doors);
    registerDuplicates(api, doors);
    registerResults(api, doors);
    registerPublications(api, doors);
    registerFiles(api, doors);
    registerOriginals(api, doors);
    registerExternal(api, doors);
    registerOrganisation(api, doors);
    registerPeople(api, doors);
    registerImports(api, doors);
    registerRouting(api, doors);
    registerReorganisations(api, doors);
    registerCategories(api, doors);
    registerHandling(api, doors);
    registerRetention(api, doors);
    registerSignInBook(api, doors);
    registerServiceAccounts(api, doors);
    registerProcedures(api, doors);
    registerCityHistory(api, doors);
    registerDuplicateRules(api, doors);
    registerInstallation(api, doors);
    registerBundles(api, doors);
    await scope.register(submissionRoutes(doors));
  };
}

function submissionRoutes(doors: Doors): FastifyPluginAsync {
  return async (scope) => {
    await registerMultipart(scope);
    registerTaskCompletion(scope.withTypeProvider(), doors);
    registerDossierIntake(scope.withTypeProvider(), doors);
    registerReportSubmission(scope.withTypeProvider(), doors);
    registerReportAnswer(scope.withTypeProvider(), doors);
    registerRelayAnswer(scope.withTypeProvider(), doors);
  };
}
