/**
 * Which request is being answered, or which one caused the job that is being done: its id goes into the rows of jobs and
 * notices that it leaves, so that one request can be followed through the logs of all processes. Ambient, as the spans of
 * traces are, since nothing but the log depends on it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

const requests = new AsyncLocalStorage<string | null>();

/** @param requestId a UUID; null: nobody has asked for it */
export function withinRequest<T>(requestId: string | null, work: () => T): T {
  return requests.run(requestId, work);
}

/** @returns the id of the request for which this is done; null where there is none */
export function requestNow(): string | null {
  return requests.getStore() ?? null;
}
