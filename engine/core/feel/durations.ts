// The two kinds of durations (DMN 1.5 §10.3.2.3.7, §10.3.2.3.8) and what may be reckoned with dates and times.
import {
  atEpochNanos,
  dateOf,
  dateOfDays,
  dayNanos,
  daysInMonth,
  daysOf,
  epochNanos,
  type FeelDate,
  FeelDateTime,
  FeelTime,
  floorDivide,
  offsetAt,
  referenceDate,
  secondNanos,
  utc,
} from './calendar.ts';

export class YearsMonths {
  readonly months: number;

  constructor(months: number) {
    this.months = months;
  }

  toString(): string {
    const whole = Math.abs(this.months);
    const [years, months] = [Math.floor(whole / 12), whole % 12];
    const text = `${years > 0 ? `${years}Y` : ''}${months > 0 ? `${months}M` : ''}`;
    return `${this.months < 0 ? '-' : ''}P${text || '0M'}`;
  }
}

export class DaysTime {
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    this.nanos = nanos;
  }

  toString(): string {
    const { days, hours, minutes, seconds, nanos } = partsOf(this);
    const fraction = nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`;
    const time = [hours > 0 ? `${hours}H` : '', minutes > 0 ? `${minutes}M` : ''].join('');
    const rest = seconds > 0 || nanos > 0 ? `${seconds}${fraction}S` : '';
    const text = `${days > 0n ? `${days}D` : ''}${time + rest === '' ? '' : `T${time}${rest}`}`;
    return `${this.nanos < 0n ? '-' : ''}P${text || 'T0S'}`;
  }
}

/** Beyond it, multiplying again and again would take longer each time; it is 30 million times the age of the universe. */
const nanosMax = 10n ** 34n;

export function isReckonable({ nanos }: DaysTime): boolean {
  return nanos < nanosMax && nanos > -nanosMax;
}

/** The parts of a duration without its sign. */
export function partsOf({ nanos }: DaysTime) {
  const whole = nanos < 0n ? -nanos : nanos;
  const rest = Number(whole % BigInt(dayNanos));
  const seconds = Math.floor(rest / secondNanos);
  return {
    days: whole / BigInt(dayNanos),
    hours: Math.floor(seconds / 3600),
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
    nanos: rest % secondNanos,
  };
}

const digitsMax = 18;

/** @returns null where the text is no duration of one of the two kinds (XML Schema part 2 §3.2.6) */
export function parseDuration(text: string): YearsMonths | DaysTime | null {
  const months = /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?$/.exec(text);
  if (months !== null && (months[2] ?? months[3]) !== undefined) {
    const total = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
    return Number.isSafeInteger(total) ? new YearsMonths(months[1] === '-' ? -total : total) : null;
  }
  const match = /^(-)?P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/.exec(text);
  if (match === null || !/\d/.test(text)) return null;
  const [days, hours, minutes, seconds] = match.slice(2, 6).map((digits) => digits ?? '0');
  if ([days, hours, minutes, seconds].some((digits = '') => digits.length > digitsMax)) return null;
  const whole =
    BigInt(days ?? 0) * 86_400n + BigInt(hours ?? 0) * 3600n + BigInt(minutes ?? 0) * 60n + BigInt(seconds ?? 0);
  const nanos = whole * BigInt(secondNanos) + BigInt((match[6] ?? '').slice(0, 9).padEnd(9, '0'));
  return new DaysTime(match[1] === '-' ? -nanos : nanos);
}

export type Point = FeelDate | FeelTime | FeelDateTime;

/** Table 55 of DMN 1.5: a date and a days-and-time duration give the date of the midnight moved by it. */
export function addDuration(point: Point, duration: YearsMonths | DaysTime, sign: 1 | -1): Point | null {
  if (point instanceof FeelTime) return duration instanceof DaysTime ? addToTime(point, duration, sign) : null;
  if (duration instanceof YearsMonths) {
    const date = addMonths(point instanceof FeelDateTime ? point.date : point, duration.months * sign);
    if (date === null) return null;
    return point instanceof FeelDateTime ? new FeelDateTime(date, point.time) : date;
  }
  const nanos = sign === 1 ? duration.nanos : -duration.nanos;
  if (point instanceof FeelDateTime) return atEpochNanos(epochNanos(point) + nanos, point.time.zone);
  return dateOfDays(daysOf(point) + Number(floorDivide(nanos, BigInt(dayNanos))));
}

function addToTime(time: FeelTime, duration: DaysTime, sign: 1 | -1): FeelTime {
  const day = BigInt(dayNanos);
  const moved = (BigInt(time.nanos) + (sign === 1 ? duration.nanos : -duration.nanos)) % day;
  return new FeelTime(Number(moved < 0n ? moved + day : moved), time.zone);
}

/** The same day of another month, or its last day. */
export function addMonths(date: FeelDate, months: number): FeelDate | null {
  const index = date.year * 12 + date.month - 1 + months;
  const [year, month] = [Math.floor(index / 12), index - Math.floor(index / 12) * 12 + 1];
  return dateOf(year, month, Math.min(date.day, daysInMonth(year, month)));
}

/** `a - b`; null where one is local and the other has a zone. */
export function between(a: Point, b: Point): DaysTime | null {
  if (a instanceof FeelTime || b instanceof FeelTime) {
    if (!(a instanceof FeelTime && b instanceof FeelTime) || (a.zone === null) !== (b.zone === null)) return null;
    return new DaysTime(BigInt(utcNanos(a) - utcNanos(b)));
  }
  const [left, right] = [instantOf(a), instantOf(b)];
  if ((left.time.zone === null) !== (right.time.zone === null)) return null;
  return new DaysTime(epochNanos(left) - epochNanos(right));
}

/** A date is its midnight in UTC (§10.3.2.3.6). */
function instantOf(point: FeelDate | FeelDateTime): FeelDateTime {
  if (point instanceof FeelDateTime) return point;
  return new FeelDateTime(point, new FeelTime(0, utc));
}

/** A time's nanoseconds since midnight in UTC; of a local time as it stands. */
export function utcNanos(time: FeelTime): number {
  return time.zone === null ? time.nanos : time.nanos - offsetAt(time.zone, referenceDate, time.nanos) * secondNanos;
}

/** Whole months from one date to another, towards zero (DMN 1.5 table 72). */
export function monthsBetween(from: FeelDate, to: FeelDate): YearsMonths {
  const months = (to.year - from.year) * 12 + to.month - from.month;
  const short = months > 0 ? to.day < from.day : to.day > from.day;
  return new YearsMonths(months === 0 || !short ? months : months - Math.sign(months));
}
