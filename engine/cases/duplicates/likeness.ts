/**
 * How alike two texts are, by their folded syllables and pairs of syllables (vietnam.md 5.6: pairs carry the words, no
 * word segmentation is needed). What the city's own vocabulary says of its categories counts more than anything else, and
 * what everybody writes ("đề nghị", "người dân") counts nothing.
 */
import type { City } from '../city/city.ts';
import { fold } from '../text/fold.ts';

const charactersMax = 3_000;
/** Two people describe one matter in words of their own: so much in common is as much as can be hoped for. */
const asMuchAsCanBe = 0.34;
const pairWeight = 2;
const topicWeight = 3;

/** Syllables that say nothing of the matter: courtesy, grammar, time. */
const empty = new Set(
  fold(
    `ạ à anh ba bà bác bị bên các cái cần cả chị cho chưa chúng chứ có con còn của cũng cứ cơ da dạ do dùm đang đã đây đề
     đến đi được em gấp giúp hay hết hiện hơn khi không là lại làm lắm lúc mà mấy mong một mới năm nay này nên nếu nghị ngay
     người nhà nhiều nhờ như nhưng những nhất nó nữa ông ở phải phản quan ra rất rồi sáng sao sau sẽ số sớm thật thấy thế thì
     thể thôi tại tối tôi từ trên trong trước trưa tới và vào vẫn về vì việc với xin xem xử lý ánh ai a the is in on at of to
     and it for we are please`,
  ).split(' '),
);

/** Texts are prepared once, however many they are compared with. */
export interface Prepared {
  readonly grams: ReadonlyMap<string, number>;
}

/** The words of a text that say what it is about, with their weights; what is beyond the first 3,000 characters is not read. */
export function prepare(city: Pick<City, 'categories'>, text: string): Prepared {
  const said = syllables(text.slice(0, charactersMax));
  const topics = vocabularyOf(city);
  const grams = new Map<string, number>();
  for (const [at, syllable] of said.entries()) {
    if (syllable.length > 1 && !empty.has(syllable)) grams.set(syllable, 1);
    const next = said[at + 1];
    if (next === undefined || (empty.has(syllable) && empty.has(next))) continue;
    const pair = `${syllable} ${next}`;
    grams.set(pair, topics.has(pair) ? topicWeight : pairWeight);
  }
  return { grams };
}

/**
 * As {@link prepare}, but of the words of the city's own vocabulary alone. What somebody has written stays theirs: who
 * compares by this learns no more than which of the city's public words occur in it.
 */
export function prepareTopics(city: Pick<City, 'categories'>, text: string): Prepared {
  const topics = vocabularyOf(city);
  const { grams } = prepare(city, text);
  return { grams: new Map([...grams].filter(([gram]) => topics.has(gram))) };
}

/** @returns 0 to 1; undefined where one of them says nothing */
export function likenessOf(a: Prepared, b: Prepared): number | undefined {
  const [few, many] = a.grams.size < b.grams.size ? [a.grams, b.grams] : [b.grams, a.grams];
  if (few.size === 0) return undefined;
  let shared = 0;
  for (const [gram, weight] of few) if (many.has(gram)) shared += weight;
  // Halfway between what both have of all (Dice) and of the shorter one: a short text may be about the same as a long one.
  const [small, large] = [sum(few), sum(many)];
  const alike = ((2 * shared) / (small + large) + shared / small) / 2;
  return Math.min(1, alike / asMuchAsCanBe);
}

const vocabularies = new WeakMap<City['categories'], ReadonlySet<string>>();

function vocabularyOf({ categories }: Pick<City, 'categories'>): ReadonlySet<string> {
  const known = vocabularies.get(categories);
  if (known !== undefined) return known;
  const words = new Set<string>();
  for (const { keywords, synonyms } of categories.values()) {
    for (const phrase of [...keywords, ...synonyms]) {
      const said = syllables(phrase);
      if (said.length === 1) words.add(said[0] ?? '');
      for (const [at, syllable] of said.entries()) if (at > 0) words.add(`${said[at - 1]} ${syllable}`);
    }
  }
  vocabularies.set(categories, words);
  return words;
}

function syllables(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function sum(grams: ReadonlyMap<string, number>): number {
  return [...grams.values()].reduce((total, weight) => total + weight, 0);
}
