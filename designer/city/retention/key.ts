/** Under which the text, and what is held, are asked. */
export const retentionKey = ['city', 'retention'] as const;
