export type CaseTables = object;
