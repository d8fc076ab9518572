/** The button that signs in with a passkey: asks for a challenge, has the device answer it, and goes on. */
import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser';

type Options = Parameters<typeof startAuthentication>[0]['optionsJSON'];

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-passkey]')) {
  const part = button.closest('section');
  const fault = part?.querySelector<HTMLElement>('[data-passkey-fault]');
  if (browserSupportsWebAuthn()) {
    button.disabled = false;
    button.addEventListener('click', () => void signIn(button, fault));
  } else {
    const hint = part?.querySelector<HTMLElement>('[data-passkey-hint]');
    if (hint) hint.textContent = button.dataset['none'] ?? '';
  }
}

async function signIn(button: HTMLButtonElement, fault: HTMLElement | null | undefined): Promise<void> {
  button.disabled = true;
  if (fault) fault.textContent = '';
  const said = await answer(button.dataset['passkey'] === 'second').catch(() => button.dataset['stopped'] ?? '');
  if (said === undefined) {
    location.assign(button.dataset['next'] || '/office');
    return;
  }
  button.disabled = false;
  if (fault === null || fault === undefined) return;
  fault.className = 'notice late';
  fault.textContent = said;
}

/** @returns what went wrong, in words; undefined: signed in */
async function answer(second: boolean): Promise<string | undefined> {
  const asked = await send('/api/v1/session/passkey/challenge', { second });
  if (!asked.ok) return await wordsOf(asked);
  const { options } = (await asked.json()) as { readonly options: Options };
  const response = await startAuthentication({ optionsJSON: options });
  const answered = await send('/api/v1/session/passkey', { response });
  return answered.ok ? undefined : await wordsOf(answered);
}

function send(path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'accept-language': document.documentElement.lang };
  return fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function wordsOf(answered: Response): Promise<string> {
  return ((await answered.json()) as { readonly detail?: string }).detail ?? '';
}
