/** Papers of dossiers: reading and printing what was issued, the control sheet, the register. */
import type { Documents } from '../../application/documents.ts';
import type { Context } from '../context.ts';
import { list, listForApplicant, read, readForApplicant } from './read.ts';
import { mayReadRegister, register, wholeRegister } from './register.ts';

export function documents(context: Context): Documents {
  return {
    list: list(context),
    read: read(context),
    listForApplicant: listForApplicant(context),
    readForApplicant: readForApplicant(context),
    mayReadRegister: mayReadRegister(context),
    register: register(context),
    wholeRegister: wholeRegister(context),
  };
}
