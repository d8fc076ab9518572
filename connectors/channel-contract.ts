/** What every notice channel keeps to, whatever lies behind it. Each connector's test runs this against its own world. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Ambiguous, type NoticeChannel, Retryable, Terminal } from '#engine/runtime/ports/channels.ts';

export interface ChannelWorld {
  readonly channel: NoticeChannel;
  readonly recipient: string;
  /** Recipients that must never be tried. */
  readonly wrongRecipients: readonly string[];
  /** What arrived so far. `identity` is equal for what a receiver takes for the same message. */
  arrived(): readonly { readonly to: string; readonly text: string; readonly identity: string }[];
  /** Makes the world fail in a way; absent where it cannot. */
  readonly faults: {
    readonly later?: () => void;
    readonly never?: () => void;
    readonly unknown?: () => void;
  };
  readonly recover: () => void;
}

const at = Date.parse('2026-11-20T08:00:00+07:00');
let count = 0;

/** Registers the tests of the contract. @param enter gives the world that the test's hooks have set up */
export function channelContract(enter: () => ChannelWorld): void {
  const message = (to: string, text = 'Đã tiếp nhận phản ánh PA-261120-0001.') => {
    count += 1;
    const id = `0193476e-0000-7000-8000-${String(count).padStart(12, '0')}`;
    return { id, to, subject: 'Đã tiếp nhận', text, caseId: '0193476e-0000-7000-8000-00000000ca5e', at };
  };
  it('delivers the words to the one recipient and answers with the provider’s id', async () => {
    const world = enter();
    const sent = await world.channel.send(message(world.recipient));
    assert.ok(sent.providerId.length > 0);
    assert.deepEqual(
      world.arrived().map(({ to, text }) => ({ to, text })),
      [{ to: world.recipient, text: 'Đã tiếp nhận phản ánh PA-261120-0001.' }],
    );
  });

  it('the same message again is the same message to its receiver', async () => {
    const world = enter();
    const once = message(world.recipient);
    await world.channel.send(once);
    if (!world.channel.find) await world.channel.send(once);
    else
      assert.ok(await world.channel.find(once, { since: at, others: new Set() }), 'the provider is asked, and has it');
    assert.equal(new Set(world.arrived().map((arrived) => arrived.identity)).size, 1);
  });

  it('S09 a recipient that is not exactly one is refused for good, and nobody gets anything', async () => {
    const world = enter();
    for (const wrong of world.wrongRecipients)
      await assert.rejects(world.channel.send(message(wrong)), Terminal, wrong);
    assert.deepEqual(world.arrived(), []);
  });

  it('tells a fault that passes from one that stays and from one that nobody can judge', async () => {
    const world = enter();
    const { later, never, unknown } = world.faults;
    for (const [fault, kind] of [
      [later, Retryable],
      [never, Terminal],
      [unknown, Ambiguous],
    ] as const) {
      if (!fault) continue;
      fault();
      await assert.rejects(world.channel.send(message(world.recipient)), kind);
      world.recover();
    }
    await world.channel.send(message(world.recipient, 'Đã gửi lại.'));
    assert.equal(world.arrived().at(-1)?.text, 'Đã gửi lại.');
  });
}
