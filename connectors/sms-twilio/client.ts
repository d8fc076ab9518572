import type { Twilio } from 'twilio';

/**
 * Twilio's own client with another host: it builds the request as ever, and only the origin is exchanged when the
 * request leaves. Redirects are not followed; there are no silent retries (the dispatcher does those).
 */
export async function connectTwilio(settings: {
  readonly accountSid: string;
  readonly authToken: string;
  readonly baseUrl?: string;
  readonly timeoutMs?: number;
}): Promise<Twilio> {
  const { default: twilio } = await import('twilio');
  const origin = new URL(settings.baseUrl ?? 'https://api.twilio.com').origin;
  const httpClient = new twilio.RequestClient({ timeout: settings.timeoutMs ?? 10_000, keepAlive: false });
  const send = httpClient.request.bind(httpClient);
  httpClient.request = (options) => {
    const url = new URL(options.uri);
    return send({ ...options, uri: `${origin}${url.pathname}${url.search}`, allowRedirects: false });
  };
  return twilio(settings.accountSid, settings.authToken, { httpClient });
}
