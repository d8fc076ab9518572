const waitMs = 900;

/** What may have been reported already is shown while the report is written: nothing is lost by looking. */
export function findNearby(form: HTMLFormElement): void {
  const place = form.querySelector<HTMLElement>('[data-nearby]');
  if (place === null || form.action.includes('service=')) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = '';
  const ask = async () => {
    const question = questionOf(form);
    const key = question === undefined ? '' : new URLSearchParams(question).toString();
    if (question === undefined || key === asked) return;
    asked = key;
    const body = new FormData();
    for (const [name, value] of Object.entries(question)) body.set(name, value);
    const answer = await fetch('/report/nearby', { method: 'POST', body }).catch(() => undefined);
    if (answer?.ok !== true || key !== asked) return;
    // Our own page's fragment, from our own server: the same markup that it would put into the page itself.
    place.innerHTML = await answer.text();
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), waitMs);
  };
  form.addEventListener('change', later);
  form.addEventListener('input', later);
}

function questionOf(form: HTMLFormElement): Record<string, string> | undefined {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? '').trim();
  const question = {
    'location.lon': text('location.lon'),
    'location.lat': text('location.lat'),
    place: text('place'),
    category: text('category'),
    description: text('description'),
  };
  const isPlaced = question['location.lat'] !== '' || question.place !== '';
  return isPlaced && question.category !== '' ? question : undefined;
}
