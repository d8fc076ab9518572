import type { Actor, Localised } from './common.ts';

/** Units, people and wards out of files: looked at first, then all of it or nothing. */
export interface Imports {
  /**
   * What a file would change, or, where `dryRun` is false, changes.
   * @throws Refusal 403, 409 `CITY_CHANGED` where the city is not as it was looked at, 413 and 422 where the file cannot be read
   */
  run(actor: Actor, file: ImportFile): Promise<ImportReport>;
  /** Whether the wards of today lie beside each other, and who answers in each. @throws Refusal 403 */
  mapCheck(actor: Actor): Promise<MapCheckView>;
}

export interface ImportFile {
  readonly kind: 'units' | 'people' | 'wards';
  /** Its end says what it is: `.csv`, `.txt`, `.xlsx`, `.geojson`, `.json`. */
  readonly name: string;
  readonly content: Uint8Array;
  readonly dryRun: boolean;
  /** As the dry run gave it; what has changed since is not written over. */
  readonly stamp: string;
  readonly note: string;
}

export interface ImportReport {
  readonly dryRun: boolean;
  readonly stamp: string;
  /** Rows read; wards are counted one by one. */
  readonly rows: number;
  /** Codes or user names. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly same: number;
  /** What stands against it: with one of them nothing is written. */
  readonly faults: readonly ImportFaultView[];
  /** Who of the people in the file has an account and has not signed in with a first password yet, by user name. */
  readonly waiting: readonly string[];
}

export interface ImportFaultView {
  /** As in the file, the header being row 1; 0: the file as a whole. */
  readonly row: number;
  readonly column: string;
  readonly message: Localised;
}

export interface MapCheckView {
  /** Side of the squares that were looked at, in metres: what is smaller may be missed. */
  readonly cellMetres: number;
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  readonly wards: readonly {
    readonly code: string;
    readonly name: Localised;
    readonly hasUnit: boolean;
    readonly polygons: readonly (readonly (readonly (readonly [number, number])[])[])[];
  }[];
  readonly overlaps: readonly MapFinding[];
  readonly holes: readonly MapFinding[];
}

/** A place where wards overlap, or that no ward covers though wards lie all around it. */
export interface MapFinding {
  readonly wards: readonly string[];
  readonly squareMetres: number;
  readonly at: readonly [lon: number, lat: number];
}
