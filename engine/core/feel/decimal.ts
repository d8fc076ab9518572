// FEEL's numbers are decimals (DMN 1.5 §10.3.2.3.1); JSON's are binary. Each operation takes its numbers as the decimals
// that they are written as, reckons exactly, and gives the nearest number JSON can hold: 0.1 + 0.2 is 0.3. So numbers
// have 15 significant digits that are right, not 34.

interface Decimal {
  readonly digits: bigint;
  /** Power of ten of the last digit. */
  readonly exponent: number;
}

export type Rounding = 'floor' | 'ceiling' | 'up' | 'down' | 'halfUp' | 'halfDown' | 'halfEven';

/** Digits of a quotient before it is rounded. */
const quotientDigits = 34;
const scaleMax = 6176;

export function add(a: number, b: number): number {
  const sum = a + b;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(sum)) return sum;
  const [x, y] = aligned(decimalOf(a), decimalOf(b));
  return x === null || y === null ? sum : numberOf({ digits: x.digits + y.digits, exponent: x.exponent });
}

export function subtract(a: number, b: number): number {
  return add(a, -b);
}

export function multiply(a: number, b: number): number {
  const product = a * b;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(product)) return product + 0;
  const [x, y] = [decimalOf(a), decimalOf(b)];
  return numberOf({ digits: x.digits * y.digits, exponent: x.exponent + y.exponent });
}

/** @param b not 0 */
export function divide(a: number, b: number): number {
  const quotient = a / b;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(quotient)) return quotient + 0;
  const [x, y] = [decimalOf(a), decimalOf(b)];
  const shift = Math.max(0, quotientDigits + lengthOf(y.digits) - lengthOf(x.digits));
  return numberOf({
    digits: (x.digits * 10n ** BigInt(shift)) / y.digits,
    exponent: x.exponent - y.exponent - shift,
  });
}

/** @returns NaN or an infinite number where there is no such power */
export function power(base: number, exponent: number): number {
  const plain = base ** exponent;
  if (!Number.isInteger(exponent) || Number.isSafeInteger(plain) || !Number.isFinite(plain)) return plain;
  const { digits, exponent: last } = decimalOf(base);
  const times = Math.abs(exponent);
  if (times * lengthOf(digits) > 2000) return plain;
  const raised = numberOf({ digits: digits ** BigInt(times), exponent: last * times });
  return exponent < 0 ? divide(1, raised) : raised;
}

/** `dividend - divisor * floor(dividend / divisor)`: the sign is the divisor's (DMN 1.5 table 75). */
export function modulo(dividend: number, divisor: number): number {
  const [x, y] = aligned(decimalOf(dividend), decimalOf(divisor));
  if (x === null || y === null) return subtract(dividend, multiply(divisor, Math.floor(divide(dividend, divisor))));
  const rest = x.digits % y.digits;
  const digits = rest !== 0n && rest < 0n !== y.digits < 0n ? rest + y.digits : rest;
  return numberOf({ digits, exponent: x.exponent });
}

/** @returns null where the scale is out of bounds (DMN 1.5 table 75: −6111 to 6176) */
export function rounded(value: number, scale: number, rounding: Rounding): number | null {
  const places = Math.trunc(scale);
  if (places < -6111 || places > scaleMax) return null;
  const { digits, exponent } = decimalOf(value);
  const drop = -places - exponent;
  if (drop <= 0) return value;
  if (drop > 400)
    return numberOf({
      digits: roundedDigits(digits === 0n ? 0n : digits > 0n ? 1n : -1n, 10n, rounding),
      exponent: -places,
    });
  return numberOf({ digits: roundedDigits(digits, 10n ** BigInt(drop), rounding), exponent: -places });
}

/** Without an exponent: `0.0000001`, `100000000000000000000000`. */
export function plainText(value: number): string {
  const short = String(value);
  if (!short.includes('e')) return short;
  const { digits, exponent } = decimalOf(value);
  const sign = digits < 0n ? '-' : '';
  const all = String(digits < 0n ? -digits : digits);
  if (exponent >= 0) return sign + all + '0'.repeat(exponent);
  const padded = all.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

function decimalOf(value: number): Decimal {
  const [mantissa = '0', power = '0'] = String(value).split('e');
  const point = mantissa.indexOf('.');
  const decimals = point === -1 ? 0 : mantissa.length - point - 1;
  return { digits: BigInt(mantissa.replace('.', '')), exponent: Number(power) - decimals };
}

function numberOf({ digits, exponent }: Decimal): number {
  return Number(`${digits}e${exponent}`) + 0;
}

/** Both with the same last digit; null where they are too far apart to matter to each other. */
function aligned(a: Decimal, b: Decimal): readonly [Decimal, Decimal] | readonly [null, null] {
  const exponent = Math.min(a.exponent, b.exponent);
  const shifts = [a.exponent - exponent, b.exponent - exponent] as const;
  if (Math.max(...shifts) > 700) return [null, null];
  return [
    { digits: a.digits * 10n ** BigInt(shifts[0]), exponent },
    { digits: b.digits * 10n ** BigInt(shifts[1]), exponent },
  ];
}

function lengthOf(digits: bigint): number {
  return String(digits < 0n ? -digits : digits).length;
}

function roundedDigits(digits: bigint, unit: bigint, rounding: Rounding): bigint {
  const negative = digits < 0n;
  const whole = negative ? -digits : digits;
  const [quotient, rest] = [whole / unit, whole % unit];
  const away = rest !== 0n && awayFromZero(rounding, negative, rest * 2n - unit, quotient % 2n === 1n);
  const result = away ? quotient + 1n : quotient;
  return negative ? -result : result;
}

/** @param half below, at or above one half: negative, zero or positive */
function awayFromZero(rounding: Rounding, negative: boolean, half: bigint, odd: boolean): boolean {
  switch (rounding) {
    case 'floor':
      return negative;
    case 'ceiling':
      return !negative;
    case 'up':
      return true;
    case 'down':
      return false;
    case 'halfUp':
      return half >= 0n;
    case 'halfDown':
      return half > 0n;
    case 'halfEven':
      return half > 0n || (half === 0n && odd);
  }
}
