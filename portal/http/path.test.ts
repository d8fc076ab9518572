/** The one true path over HTTP: reported, checked, taken on, handled, approved, published, told, rated. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { forEachDatabase } from '#test/support/databases.ts';
import { pageForm } from '#test/support/path.ts';
import { visitorOf } from '#test/support/visitor.ts';
import { type Body, type Door, openDoor, photo, report, submission } from './support/door.ts';

forEachDatabase((_name, open) => {
  describe('the path', () => {
    let door: Door;
    before(async () => {
      const database = await open();
      // One process writes to SQLite: from here on it is the product.
      await database.store.close();
      door = await openDoor({ DATABASE_URL: database.url });
    });
    after(() => door.close());
    const call: Door['call'] = (path, sent) => door.call(path, sent);
    const signIn: Door['signIn'] = (username) => door.signIn(username);

    let receipt: Body;

    /** Claims the open task of the case and completes it as this official. */
    async function work(
      username: string,
      element: string,
      values: object,
      photos: readonly Blob[] = [],
    ): Promise<void> {
      const cookie = await signIn(username);
      const list = await call(`/api/v1/tasks?view=unit&q=${receipt.registerNumber}`, { cookie });
      const task = list.body.items?.find((item: Body) => item.element === element);
      assert.ok(task, `${username} finds ${element}: ${JSON.stringify(list.body)}`);
      const claimed = await call(`/api/v1/tasks/${task.taskId}/claim`, { cookie, method: 'POST' });
      assert.equal(claimed.status, 200, JSON.stringify(claimed.body));
      const form = submission({ ...claimed.body.formData, ...values });
      for (const blob of photos) form.append('afterPhotos', blob, 'after.jpg');
      const done = await call(`/api/v1/tasks/${task.taskId}/complete`, { cookie, form });
      assert.equal(done.status, 200, JSON.stringify(done.body));
    }

    /** What the worker does comes within a moment; nothing here depends on how soon. */
    async function eventually(question: () => Promise<boolean>, what: string): Promise<void> {
      const until = Date.now() + 10_000;
      while (!(await question())) {
        assert.ok(Date.now() < until, what);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }

    test('a citizen reports with a photo and a phone number', async () => {
      const form = report({ anonymous: false, name: 'Nguyễn Thị Mai', phone: '0912 345 678', email: 'mai@example.vn' });
      form.append('photos', await photo(), 'ho-ga.jpg');
      const answer = await call('/api/v1/reports', { form });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      receipt = answer.body;
      assert.equal(receipt.pin, null);
    });

    test('the operator accepts, the unit takes it on, handles it with evidence, and its head approves', async () => {
      await work('tiepnhan', 'verify', { outcome: 'accept' });
      await work('lamdong.ktht.canbo', 'takeOn', { outcome: 'accept' });
      await work('lamdong.ktht.canbo', 'handle', { outcome: 'done', resultText: 'Đã thay nắp hố ga mới.' }, [
        await photo(),
      ]);
      await work('lamdong.ktht.lanhdao', 'approve', { outcome: 'approve' });
    });

    test('the publisher publishes, and everybody reads it, with the photos chosen and without the reporter', async () => {
      const cookie = await signIn('congkhai');
      const list = await call(`/api/v1/tasks?view=unit&q=${receipt.registerNumber}`, { cookie });
      const { body: task } = await call(`/api/v1/tasks/${list.body.items[0].taskId}`, { cookie });
      const chosen = task.photos.map((shown: Body) => shown.id).slice(-1);
      for (const id of chosen) {
        const path = `/api/v1/cases/${task.caseId}/publication/photos/${id}`;
        assert.equal((await call(path, { cookie, method: 'PUT', json: { boxes: [], before: null } })).status, 200);
      }
      await work('congkhai', 'review', {
        outcome: 'publish',
        publicTitle: 'Thay nắp hố ga trước chợ',
        publicText: 'Nắp hố ga trước chợ bị vỡ một nửa.',
        publicAnswer: 'Đơn vị đã thay nắp hố ga mới ngày hôm nay.',
        publicPhotos: chosen,
      });
      await work('dieuphoi', 'confirm', { outcome: 'approve' });
      const results = await call('/api/v1/results?q=nap ho ga');
      const [result] = results.body.items;
      assert.equal(result?.registerNumber, receipt.registerNumber, JSON.stringify(results.body));
      const page = await call(`/api/v1/results/${result.slug}`);
      assert.equal(page.body.answer, 'Đơn vị đã thay nắp hố ga mới ngày hôm nay.');
      assert.doesNotMatch(JSON.stringify(page.body), /Mai|0912|912345678/);
      assert.equal(page.body.photos.length, 1);
      const shown = await call(page.body.photos[0].url);
      assert.equal(shown.status, 200);
      assert.match(shown.headers.get('cache-control') ?? '', /public/);
      const hidden = task.photos.find(({ id }: Body) => !chosen.includes(id));
      assert.equal((await call(hidden.url)).status, 404, 'a photo that was not chosen stays where it is');
    });

    test('the citizen is told at each step, by SMS and e-mail, in the mailbox of the demo', async () => {
      const { mailbox } = door.running.installation.wardflow.application;
      let texts: readonly string[] = [];
      await eventually(async () => {
        const messages = await mailbox.list(100);
        texts = messages.filter(({ text }) => text.includes(receipt.registerNumber)).map(({ channel }) => channel);
        return texts.filter((channel) => channel === 'sms').length >= 3 && texts.includes('email');
      }, 'three SMS and an e-mail about this report');
    });

    test('with code and four digits the citizen sees everything, and rates what was done', async () => {
      const code = encodeURIComponent(receipt.trackingCode);
      assert.equal((await call(`/api/v1/reports/${code}/full`, { json: { secret: '0000' } })).status, 404);
      const full = await call(`/api/v1/reports/${code}/full`, { json: { secret: '5678' } });
      assert.equal(full.status, 200, JSON.stringify(full.body));
      assert.match(full.body.answer, /đã thay nắp/);
      assert.deepEqual(
        full.body.tasks.map(({ element }: Body) => element),
        ['rate'],
      );
      assert.ok(full.body.resultSlug);
      const [{ taskId }] = full.body.tasks;
      const form = submission({ rating: '5', solved: 'true', comment: 'Cảm ơn' });
      form.append('secret', '5678');
      const rated = await call(`/api/v1/reports/${code}/tasks/${taskId}/complete`, { form });
      assert.equal(rated.status, 200, JSON.stringify(rated.body));
      assert.deepEqual(rated.body.tasks, []);
      assert.equal(rated.body.stages.at(-1).status, 'done');
      const result = await call(`/api/v1/results/${full.body.resultSlug}`);
      assert.equal(result.body.rating, 5);
    });

    test('later the telephone alone opens it in one browser, until it signs out; nothing planted, stolen or foreign does', async () => {
      const { url, installation } = door.running;
      const { mailbox } = installation.wardflow.application;
      const browser = visitorOf(url);
      const asked = await browser.post('/mine', pageForm({ contact: '0912 345 678' }));
      assert.deepEqual([asked.status, asked.headers.get('location')], [303, '/mine/code']);
      let code = '';
      await eventually(async () => {
        const texts = (await mailbox.list(100)).map(({ text }) => text);
        code = texts.map((text) => /^(\d{6}) la ma xem/.exec(text)?.[1]).find(Boolean) ?? '';
        return code !== '';
      }, 'an SMS with a code');
      assert.match((await browser.get('/mine/code')).body, /•••678|•678/);
      // The code without the secret of the browser that asked; the browser, led by another site.
      const thief = visitorOf(url);
      assert.equal((await thief.post('/mine/code', pageForm({ code }))).status, 401);
      const led = await browser.post('/mine/code', pageForm({ code }), { 'sec-fetch-site': 'cross-site' });
      assert.equal(led.status, 403);
      assert.equal(
        (await browser.post('/mine/code', pageForm({ code: code === '000000' ? '1' : '000000' }))).status,
        401,
      );
      // A session that somebody else has planted is not taken over, and an official's is none here.
      const official = (await signIn('tiepnhan')).replace('session=', 'citizen=');
      assert.match((await call('/mine', { headers: { cookie: official } })).body, /Nhận mã/);
      const before = browser.cookie();
      const entered = await browser.post('/mine/code', pageForm({ code }), { cookie: `${before}; citizen=planted` });
      assert.deepEqual([entered.status, entered.headers.get('location')], [303, '/mine']);
      const secret = /citizen=([^;]+)/.exec(browser.cookie())?.[1] ?? '';
      assert.ok(secret.length > 40 && secret !== 'planted' && !browser.cookie().includes('step-citizen'));
      assert.equal((await browser.get('/api/v1/me')).status, 401);
      assert.equal((await call('/api/v1/tasks?view=unit', { headers: { cookie: `session=${secret}` } })).status, 401);
      assert.equal((await browser.post('/mine/code', pageForm({ code }))).status, 401, 'used');
      const list: string = (await browser.get('/mine')).body;
      assert.ok(list.includes(receipt.registerNumber) && !list.includes('0912'));
      const caseId = /name="case" value="([^"]+)"/.exec(list)?.[1] ?? '';
      assert.equal((await browser.post('/mine/open', pageForm({ case: crypto.randomUUID() }))).status, 404);
      assert.equal((await thief.post('/mine/open', pageForm({ case: caseId }))).headers.get('location'), '/mine');
      assert.equal((await browser.post('/mine/open', pageForm({ case: caseId }))).headers.get('location'), '/follow');
      const shown: string = (await browser.get('/follow')).body;
      assert.match(shown, /Nắp hố ga trước cổng chợ bị vỡ một nửa/);
      const photoAt = /\/api\/v1\/files\/[\w-]+/.exec(shown)?.[0] ?? '';
      assert.equal((await browser.bytes(photoAt)).status, 200);
      assert.match((await browser.get('/report')).body, /value="0912345678"/);
      const kept = browser.cookie();
      assert.equal((await browser.post('/mine/sign-out', pageForm({}))).headers.get('location'), '/mine?out=1');
      // Whoever has copied the cookies has nothing any more.
      for (const [path, location] of [
        ['/follow', '/mine'],
        [photoAt, null],
      ] as const) {
        const answer = await call(path, { headers: { cookie: kept } });
        assert.equal(answer.headers.get('location'), location, path);
        assert.ok([303, 404].includes(answer.status), `${path} ${answer.status}`);
      }
    });

    test('no public route shows an original; what is withdrawn is gone from all of them, caches included', async () => {
      const cookie = await signIn('dieuphoi');
      const mine = await call(`/api/v1/publications?q=${receipt.registerNumber}`, { cookie });
      const { caseId } = mine.body[0];
      const desk = `/api/v1/cases/${caseId}/publication`;
      const { originals, photos, slug } = (await call(desk, { cookie })).body;
      const [copy] = (await call(`/api/v1/results/${slug}`)).body.photos;
      const etag = (await call(copy.url)).headers.get('etag') ?? '';
      const cached = () => call(copy.url, { headers: { 'if-none-match': etag } });
      assert.equal((await cached()).status, 304);
      const planted = [originals.text, 'Nguyễn Thị Mai', '912345678', 'mai@example.vn'];
      const open = [
        ...['/', '/results', `/results?q=${receipt.registerNumber}`, `/results/${slug}`, '/report', '/follow'],
        ...['/api/v1/results', `/api/v1/results?q=nap`, `/api/v1/results/${slug}`],
        ...[`/api/v1/reports/${encodeURIComponent(receipt.trackingCode)}`, '/api/v1/publications', desk],
      ];
      const lookAround = async () => {
        for (const path of open) {
          const { body } = await call(path);
          const seen = typeof body === 'string' ? body : JSON.stringify(body);
          for (const secret of planted) assert.ok(!seen.includes(secret), `${path} shows ${secret}`);
        }
        for (const { source } of photos)
          for (const url of [source.url, source.thumbnailUrl]) assert.equal((await call(url)).status, 404, url);
      };
      await lookAround();
      const reason = 'Còn thấy khuôn mặt trong ảnh';
      assert.equal((await call(`${desk}/withdrawal`, { cookie, json: { reason } })).status, 204);
      const gone = await call(`/results/${slug}`);
      assert.deepEqual([gone.status, gone.headers.get('cache-control')], [410, 'no-store']);
      assert.ok(gone.body.includes('đã được gỡ') && !gone.body.includes(reason));
      assert.equal((await call(`/api/v1/results/${slug}`)).body.code, 'RESULT_WITHDRAWN');
      assert.deepEqual([(await cached()).status, (await call(copy.thumbnailUrl)).status], [404, 404]);
      assert.deepEqual((await call(`/api/v1/results?q=${receipt.registerNumber}`)).body.items, []);
      await lookAround();
    });
  });
});
