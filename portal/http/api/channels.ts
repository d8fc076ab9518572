/** How messages leave the house: seen, set and tried by who keeps the channels. Secrets go in and never come out. */
import type { Doors } from '../doors.ts';
import {
  channelParams,
  channelRecipient,
  channelRevision,
  channelsView,
  channelTest,
  emailChange,
  smsChange,
} from '../schemas/channels.ts';
import { answers } from '../schemas/common.ts';
import { actorOf, sessionActorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['city'];

export function registerChannels(api: Api, { application: { channelBook } }: Doors): void {
  const response = answers(channelsView);
  const view = { summary: 'How messages leave the house', tags, response };
  api.get('/city/channels', { schema: view }, async (request) => channelBook.view(actorOf(request)));

  const email = { summary: 'Set the mail server', tags, body: emailChange, response };
  api.put('/city/channels/email', { schema: email }, async (request) =>
    channelBook.saveEmail(sessionActorOf(request), request.body),
  );

  const sms = { summary: 'Set the account for SMS', tags, body: smsChange, response };
  api.put('/city/channels/sms', { schema: sms }, async (request) =>
    channelBook.saveSms(sessionActorOf(request), request.body),
  );

  const remove = {
    summary: 'Send nothing this way any more',
    tags,
    params: channelParams,
    querystring: channelRevision,
    response,
  };
  api.delete('/city/channels/:channel', { schema: remove }, async (request) =>
    channelBook.remove(sessionActorOf(request), request.params.channel, request.query.revision),
  );

  const test = {
    summary: 'Send one message now, and say what became of it',
    tags,
    params: channelParams,
    body: channelRecipient,
    response: answers(channelTest),
  };
  api.post('/city/channels/:channel/test', { schema: test }, async (request) =>
    channelBook.test(sessionActorOf(request), request.params.channel, request.body.to),
  );
}
