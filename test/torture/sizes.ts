/** How much of it: full as the release wants it, or what `WARDFLOW_TORTURE_…` says. */
const env = process.env;

function size(name: string, full: number): number {
  const said = Number(env[`WARDFLOW_TORTURE_${name}`]);
  return Number.isInteger(said) && said > 0 ? said : full;
}

export const sizes = {
  /** Kills on each of SQLite and MariaDB. */
  kills: size('KILLS', 500),
  /** Kills on one database, after which it is checked and a new one begins. */
  killsPerRound: size('KILLS_PER_ROUND', 50),
  /** Cases in each of the outages of mail and SMS. */
  outsideCases: size('OUTSIDE_CASES', 200),
  /** Kills of the one database server. */
  databaseKills: size('DATABASE_KILLS', 100),
  /** Pauses of a process. */
  pauses: size('PAUSES', 20),
  /** Open cases that a sweep of the deadlines goes through. */
  openCases: size('OPEN_CASES', 50_000),
  /** Random clocks against two other libraries, and accounts of random clocks. */
  clocks: size('CLOCKS', 100_000),
  /** Databases on each of SQLite and MariaDB on whose clocks random commands are given. */
  clockRuns: size('CLOCK_RUNS', 50),
  /** Rounds of random rows on each of SQLite and MariaDB, and cases in each. */
  queryRounds: size('QUERY_ROUNDS', 8),
  queryCases: size('QUERY_CASES', 400),
  /** How often each way in which a database gets slow. */
  slowRounds: size('SLOW_ROUNDS', 5),
  /** How often each fault strikes the cluster. */
  galeraRounds: size('GALERA_ROUNDS', 10),
  /** Callers who send and read hardly anything, and for how many seconds. */
  slowCallers: size('SLOW_CALLERS', 1_000),
  slowCallerSeconds: size('SLOW_CALLER_SECONDS', 60),
  /** Roles whose session sqlmap and wapiti get, the first of ten, and seconds of each of wapiti's tries. */
  attackedRoles: size('ATTACKED_ROLES', 11),
  wapitiSeconds: size('WAPITI_SECONDS', 600),
  /** How long throughput is measured, in seconds. */
  measureSeconds: size('MEASURE_SECONDS', 20),
} as const;

/** Another one each time, unless it is said; what fails names it. */
export const seed = Number(env['WARDFLOW_SEED'] ?? Date.now() % 1_000_000);
