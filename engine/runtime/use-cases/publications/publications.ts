import type { Publications } from '../../application/publications.ts';
import type { Context } from '../context.ts';
import { correct, decide, waiting, withdraw } from './correct.ts';
import { findings, ofCase } from './desk.ts';
import { find, mayPublishAny } from './find.ts';
import { cover } from './photos.ts';

/** What becomes public; see docs/publication.md. */
export function publications(context: Context): Publications {
  return {
    ofCase: ofCase(context),
    findings: findings(context),
    cover: cover(context),
    correct: correct(context),
    decide: decide(context),
    withdraw: withdraw(context),
    waiting: waiting(context),
    find: find(context),
    mayPublish: mayPublishAny(context),
  };
}
