/** What holds for photos of the category that is chosen in a form. */
export interface PhotoRules {
  /** Farther apart they are of two matters; none is chosen yet: the strictest. */
  readonly metres: number;
  /** They are kept as they are sent, so they are sent as they are. */
  readonly keepOriginals: boolean;
}

export function rulesOf(form: HTMLFormElement): PhotoRules {
  const all = JSON.parse(form.dataset['photos'] ?? '{}') as Readonly<Record<string, readonly [number, boolean]>>;
  const [metres, keepOriginals = false] = all[String(new FormData(form).get('category') ?? '')] ?? [];
  return { metres: metres ?? Math.min(...Object.values(all).map(([radius]) => radius)), keepOriginals };
}
