/** Asks the API; undefined where it cannot be reached: the page works all the same. */
export async function post<T>(path: string, body: object): Promise<T | undefined> {
  const answer = await fetch(`/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  return answer?.ok === true ? ((await answer.json()) as T) : undefined;
}

export function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
