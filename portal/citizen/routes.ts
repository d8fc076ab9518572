/** The citizens' pages and the officials' sign-in behind their addresses: read, call the application once, show. */
import type { FastifyInstance } from 'fastify';
import type { Doors, Pages } from '../http/doors.ts';
import { documentRoutes } from '../print/routes.ts';
import { render } from './page.ts';
import { problemPage } from './pages/problem.ts';
import { assetRoutes } from './routes/assets.ts';
import { definitionRoutes } from './routes/definitions.ts';
import { followRoutes } from './routes/follow.ts';
import { joinRoutes } from './routes/join.ts';
import { messageRoutes } from './routes/messages.ts';
import { mineRoutes } from './routes/mine.ts';
import { officialRoutes } from './routes/officials.ts';
import { readerOf } from './routes/reader.ts';
import { recordRoutes } from './routes/record.ts';
import { reportRoutes } from './routes/report.ts';
import { resultRoutes } from './routes/results.ts';
import type { PageSite } from './site.ts';

/** @returns what the server mounts */
export function citizenPages(site: PageSite): Pages {
  return {
    registerCitizenPages(scope: FastifyInstance, doors: Doors) {
      const routes = { scope, doors, site };
      const pages = [
        assetRoutes,
        reportRoutes,
        joinRoutes,
        followRoutes,
        recordRoutes,
        messageRoutes,
        mineRoutes,
        documentRoutes,
        resultRoutes,
        definitionRoutes,
        officialRoutes,
      ];
      for (const register of pages) register(routes);
    },
    problemPage(problem, request) {
      const context = readerOf(request, site, false);
      return render(context, problemPage(context, { ...problem, requestId: request.id }));
    },
  };
}
