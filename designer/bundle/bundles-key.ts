export const bundlesKey = ['city', 'bundles'] as const;
