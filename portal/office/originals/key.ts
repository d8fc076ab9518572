/** Under which the originals of a case are kept in the page's cache. */
export const originalsKey = (number: string) => ['originals', number] as const;
