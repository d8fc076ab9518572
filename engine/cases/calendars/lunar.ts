/**
 * Days of the Vietnamese lunar calendar, which is reckoned at UTC+7 (Quyết định 121-CP of 8 August 1967); elsewhere in East
 * Asia it is UTC+8, so that Tết falls on another day in some years (2030, say). New moons and solar terms by the series of
 * Jean Meeus, Astronomical Algorithms, as in the well-known computation of Hồ Ngọc Đức. For suggestions only: the days off
 * of a year are what is announced for it.
 */
import { dayNumber } from './civil-date.ts';

const zoneHours = 7;
/** Julian day number of 1970-01-01. */
const epoch = 2_440_588;
const radians = Math.PI / 180;

/** @param month 1 to 12, no leap month @returns day number (see `civil-date.ts`) of a day of the lunar year */
export function lunarDay(lunarYear: number, month: number, day: number): number {
  // The eleventh month holds the winter solstice; the year begins two months after it, three where one of them is leap.
  const before = eleventhMonth(month < 11 ? lunarYear - 1 : lunarYear);
  const after = eleventhMonth(month < 11 ? lunarYear : lunarYear + 1);
  const first = Math.floor(0.5 + (before - 2_415_021.076998695) / 29.530588853);
  let months = month < 11 ? month + 1 : month - 11;
  if (after - before > 365 && months >= leapOffset(before)) months += 1;
  return newMoonDay(first + months) + day - 1 - epoch;
}

/** Julian day number, at UTC+7, of the k-th new moon since 1 January 1900. */
function newMoonDay(k: number): number {
  const t = k / 1236.85;
  const sin = (degrees: number): number => Math.sin(degrees * radians);
  const mean = 2_415_020.75933 + 29.53058868 * k + 0.0001178 * t * t - 0.000000155 * t ** 3;
  const jd = mean + 0.00033 * sin(166.56 + 132.87 * t - 0.009173 * t * t);
  const m = 359.2242 + 29.10535608 * k - 0.0000333 * t * t - 0.00000347 * t ** 3;
  const mp = 306.0253 + 385.81691806 * k + 0.0107306 * t * t + 0.00001236 * t ** 3;
  const f = 21.2964 + 390.67050646 * k - 0.0016528 * t * t - 0.00000239 * t ** 3;
  const moved =
    (0.1734 - 0.000393 * t) * sin(m) +
    0.0021 * sin(2 * m) -
    0.4068 * sin(mp) +
    0.0161 * sin(2 * mp) -
    0.0004 * sin(3 * mp) +
    0.0104 * sin(2 * f) -
    0.0051 * sin(m + mp) -
    0.0074 * sin(m - mp) +
    0.0004 * sin(2 * f + m) -
    0.0004 * sin(2 * f - m) -
    0.0006 * sin(2 * f + mp) +
    0.001 * sin(2 * f - mp) +
    0.0005 * sin(2 * mp + m);
  const deltaT = -0.000278 + 0.000265 * t + 0.000262 * t * t;
  return Math.floor(jd + moved - deltaT + 0.5 + zoneHours / 24);
}

/** Which twelfth of the ecliptic the sun is in at the midnight of a day, 0 to 11. */
function sunSector(julianDay: number): number {
  const t = (julianDay - 0.5 - zoneHours / 24 - 2_451_545) / 36_525;
  const m = (357.5291 + 35_999.0503 * t - 0.0001559 * t * t - 0.00000048 * t ** 3) * radians;
  const centre =
    (1.9146 - 0.004817 * t - 0.000014 * t * t) * Math.sin(m) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * m) +
    0.00029 * Math.sin(3 * m);
  const longitude = 280.46645 + 36_000.76983 * t + 0.0003032 * t * t + centre;
  return Math.floor((((longitude % 360) + 360) % 360) / 30);
}

function eleventhMonth(year: number): number {
  const end = dayNumber(year, 12, 31) + epoch;
  const k = Math.floor((end - 2_415_021) / 29.530588853);
  const day = newMoonDay(k);
  return sunSector(day) >= 9 ? newMoonDay(k - 1) : day;
}

/** The first month after the eleventh in which the sun does not enter another twelfth. */
function leapOffset(eleventh: number): number {
  const k = Math.floor((eleventh - 2_415_021.076998695) / 29.530588853 + 0.5);
  let month = 1;
  while (month < 14 && sunSector(newMoonDay(k + month)) !== sunSector(newMoonDay(k + month + 1))) month += 1;
  return month;
}
