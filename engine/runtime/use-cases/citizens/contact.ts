/** What a citizen types to be known by, and how it is shown to whom it may not be of. */
import { isMobile, maskPhone, normalisePhone } from '#engine/cases/text/phone.ts';
import { emailAddress } from '../search-words.ts';

export interface Contact {
  readonly way: 'phone' | 'email';
  /** E.164, or an address in small letters. */
  readonly to: string;
}

/** @returns undefined where no message can be sent to what was typed */
export function readContact(typed: string): Contact | undefined {
  const phone = normalisePhone(typed);
  if (phone !== undefined && isMobile(phone)) return { way: 'phone', to: phone };
  const email = emailAddress(typed);
  return email === undefined ? undefined : { way: 'email', to: email };
}

/** Enough to see a slip of the finger, and no more. */
export function masked({ way, to }: Contact): string {
  return way === 'phone' ? maskPhone(to) : to.replace(/^(.).*@/, '$1•••@');
}
