/** Due dates per second by the city's calendars, beside two libraries, on the same random clocks in one hour grid. */
import { workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import { demoCity } from '#test/data/demo-city.ts';
import { oracles } from '#test/support/working-time-oracles.ts';
import { perSecond } from './per-second.ts';

export async function dueDates(): Promise<void> {
  const city = demoCity();
  const time = workingTimeOf(city);
  const clocks = Array.from({ length: 20_000 }, (_, index) => ({
    start: Date.UTC(2026, 0, 1) + index * 1_571_000,
    minutes: (index * 37) % 4_800,
  }));
  const few = clocks.slice(0, 300);
  const ours = () => {
    for (const { start, minutes } of clocks) time.due(start, `PT${minutes}M`, 'hanh-chinh', 'elapsed');
  };
  const peers = oracles(city, 'hanh-chinh').map(({ name, prepare, after }) => ({
    name,
    count: few.length,
    work: () => {
      prepare();
      for (const { start, minutes } of few) after(start, minutes);
    },
  }));
  console.log('\ndue dates per second, elapsed working time of up to ten days, the middle of five rounds');
  for (const { name, count, work } of [{ name: 'Wardflow', count: clocks.length, work: ours }, ...peers]) {
    console.log(`${name.padEnd(24)} ${perSecond(count, work).toLocaleString('en').padStart(12)}`);
  }
}
