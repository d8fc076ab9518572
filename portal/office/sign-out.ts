import { api } from '#portal/kit/react/api-client.ts';

/** Ends the session and leaves for the sign-in page. */
export async function signOut(): Promise<void> {
  await api.delete('/session');
  location.assign('/sign-in');
}
