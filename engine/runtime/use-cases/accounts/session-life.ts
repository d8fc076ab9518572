/** Absolute life of a session, and how long it may lie idle (ASVS 7.3, security.md 5). */
export const sessionLifeMs = 12 * 3_600_000;
export const sessionIdleMs = 30 * 60_000;
