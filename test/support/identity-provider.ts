/** An identity provider on this machine (oidc-provider, over real HTTP) at which whoever comes is who the test says. */
import { createServer, type Server } from 'node:http';
import Provider from 'oidc-provider';
import { freePort } from './mariadb.ts';

export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who signs in from now on, with these claims. */
  be(subject: string, claims?: Readonly<Record<string, string | boolean>>): void;
  close(): Promise<void>;
}

/** @param redirects where the product is that people come back to */
export async function startIdentityProvider(...redirects: readonly string[]): Promise<TestProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const [clientId, clientSecret] = ['wardflow', 'a secret of the provider and the product alone'];
  let person: { readonly subject: string; readonly claims: Readonly<Record<string, string | boolean>> } = {
    subject: 'nobody',
    claims: {},
  };
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [...redirects] }],
    claims: {
      openid: ['sub', 'email', 'loa', 'phone_number', 'phone_number_verified', 'email_verified', 'citizen_id'],
    },
    conformIdTokenClaims: false,
    cookies: { keys: ['only for tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...person.claims }) }),
  });
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return await next();
    const { prompt, params, session } = await provider.interactionDetails(context.req, context.res);
    context.respond = false;
    if (prompt.name === 'login') {
      const login = { login: { accountId: person.subject } };
      return await provider.interactionFinished(context.req, context.res, login, { mergeWithLastSubmission: false });
    }
    const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params['client_id']) });
    grant.addOIDCScope('openid');
    const consent = { consent: { grantId: await grant.save() } };
    await provider.interactionFinished(context.req, context.res, consent, { mergeWithLastSubmission: true });
  });
  const server: Server = createServer(provider.callback());
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    issuer,
    clientId,
    clientSecret,
    be(subject, claims = {}) {
      person = { subject, claims };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
