import type { Citizens } from '../../application/citizens.ts';
import type { Context } from '../context.ts';
import { asked, askForCode, enterCode } from './codes.ts';
import { cases, open } from './own-cases.ts';
import { fromProvider, toProvider } from './provider-sign-in.ts';
import { session, signOut } from './session.ts';
import { ways } from './ways.ts';

export function citizens(context: Context): Citizens {
  return {
    ways: ways(context),
    askForCode: askForCode(context),
    asked: asked(context),
    enterCode: enterCode(context),
    toProvider: toProvider(context),
    fromProvider: fromProvider(context),
    session: session(context),
    signOut: signOut(context),
    cases: cases(context),
    open: open(context),
  };
}
