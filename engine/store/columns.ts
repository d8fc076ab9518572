/**
 * Column types that mean the same on SQLite and on MySQL/MariaDB. An entity uses these and nothing else: no json, no
 * datetime, no auto-increment. The words are those of the migrations (`migrations/runner.ts`).
 */
import { type Platform, p, SqlitePlatform, Type } from '@mikro-orm/sql';
import { uuidFromBytes, uuidToBytes } from './uuid.ts';

/** A UUID: text in TypeScript, sixteen bytes in the database. */
class IdType extends Type<string | null, Uint8Array | null> {
  override convertToDatabaseValue(value: string | null): Uint8Array | null {
    return typeof value === 'string' ? uuidToBytes(value) : value;
  }
  override convertToJSValue(value: Uint8Array | string | null): string | null {
    return value instanceof Uint8Array ? uuidFromBytes(value) : value;
  }
  override compareAsType(): string {
    return 'string';
  }
  override ensureComparable(): boolean {
    return false;
  }
  override getColumnType(_: unknown, platform: Platform): string {
    return isSqlite(platform) ? 'blob' : 'binary(16)';
  }
}

/** A whole number up to 2⁵³, as a JavaScript number. */
class NumberType extends Type<number | null, number | string | null> {
  // Not a `#private`: MikroORM copies types, and a copy has none.
  readonly mysql: string;
  constructor(mysql: string) {
    super();
    this.mysql = mysql;
  }
  override convertToJSValue(value: number | string | null): number | null {
    return value === null || value === undefined ? null : Number(value);
  }
  override compareAsType(): string {
    return 'number';
  }
  override ensureComparable(): boolean {
    return false;
  }
  override getColumnType(_: unknown, platform: Platform): string {
    return isSqlite(platform) ? 'integer' : this.mysql;
  }
}

class FlagType extends Type<boolean, number> {
  override convertToDatabaseValue(value: boolean): number {
    return value ? 1 : 0;
  }
  override convertToJSValue(value: number): boolean {
    return Number(value) === 1;
  }
  override compareAsType(): string {
    return 'boolean';
  }
  override getColumnType(_: unknown, platform: Platform): string {
    return isSqlite(platform) ? 'integer' : 'tinyint(1)';
  }
}

/** `{code}` and `{text}`: `varchar(190)` where it must be indexed, `longtext` elsewhere. */
class WordsType extends Type<string | null, string | null> {
  // Not a `#private`: MikroORM copies types, and a copy has none.
  readonly mysql: string;
  constructor(mysql: string) {
    super();
    this.mysql = mysql;
  }
  override compareAsType(): string {
    return 'string';
  }
  override ensureComparable(): boolean {
    return false;
  }
  override getColumnType(_: unknown, platform: Platform): string {
    return isSqlite(platform) ? 'text' : this.mysql;
  }
}

class RealType extends Type<number | null, number | null> {
  override compareAsType(): string {
    return 'number';
  }
  override getColumnType(_: unknown, platform: Platform): string {
    return isSqlite(platform) ? 'real' : 'double';
  }
}

class BytesType extends Type<Uint8Array | null, Uint8Array | null> {
  override compareAsType(): string {
    return 'Buffer';
  }
  override getColumnType(_: unknown, platform: Platform): string {
    return isSqlite(platform) ? 'blob' : 'longblob';
  }
}

/** `{id}` */
export const id = () => p.type(new IdType()).$type<string>();
/** `{code}`: a key or code of at most 190 characters. */
export const code = () => p.type(new WordsType('varchar(190)')).$type<string>();
/** `{text}`: any text, JSON included. */
export const text = () => p.type(new WordsType('longtext')).$type<string>();
/** `{instant}`: epoch milliseconds. */
export const instant = () => p.type(new NumberType('bigint')).$type<number>().unsigned(false);
/** `{count}`: a number below 2³¹. */
export const count = () => p.type(new NumberType('int')).$type<number>().unsigned(false);
/** `{flag}` */
export const flag = () => p.type(new FlagType()).$type<boolean>();
/** `{real}` */
export const real = () => p.type(new RealType()).$type<number>();
/** `{bytes}`: sealed texts and the like. */
export const bytes = () => p.type(new BytesType()).$type<Uint8Array>();

function isSqlite(platform: Platform): boolean {
  return platform instanceof SqlitePlatform;
}
