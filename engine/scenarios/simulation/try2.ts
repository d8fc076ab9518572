import { randomPlan } from './generate.ts';
import { modelOf } from './model.ts';
import { chooseBy, load, play } from './play.ts';
import { chanceOf } from './random.ts';

const chance = chanceOf(Number(process.argv[2]));
const plan = randomPlan(chance, 4 + chance.below(12));
console.log(modelOf(plan).xml.slice(1500, 9000));
const t = performance.now();
const loaded = await load(plan);
console.log('loaded', performance.now() - t);
const choose = chooseBy(chance, chance.below(21));
play(plan, loaded, (g, t) => {
  const h = choose(g, t);
  console.log(JSON.stringify(h));
  return h;
});
