/**
 * Archives what is ripe in the database given and kills itself (SIGKILL) just before its n-th write; a commit is one.
 * Where it came to the end it says so.
 */
import { createCityBook } from '#engine/runtime/administration/city-book.ts';
import { archiveSome } from '#engine/runtime/archive/archive-closed.ts';
import { openStore } from '#engine/store/open.ts';
import { killAtWrite } from './kill-at-write.ts';

const [url = '', write = '', now = ''] = process.argv.slice(2);
const kill = killAtWrite(Number(write));
const store = await openStore({ url, onStatement: kill.onStatement });
kill.arm();
await archiveSome({ store, cities: createCityBook() }, Number(now));
await store.close();
process.stdout.write(`done ${kill.count()}\n`);
