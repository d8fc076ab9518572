export type EngineTables = object;
