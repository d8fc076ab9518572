import { randomBytes } from 'node:crypto';
import { exitCodeOf } from '../command-line.ts';
import { processConfig } from '../config.ts';

export const about =
  'Changes the secret key: what the former one has sealed is sealed under the new one (docs/operating.md).';

export const usage = `wardflow rotate-key

With DATA_DIR/secret.key: makes a new key, seals the keys of all cases under it, and forgets the former one.
With SECRET_KEY: set the new key as SECRET_KEY and the former one as SECRET_KEY_OTHERS, start every process with both, run this,
and take SECRET_KEY_OTHERS away. Everything stays readable all the while; broken off, it goes on when it is run again.
Keep the former key as long as you keep backups from before.`;

export async function run(): Promise<number> {
  return await exitCodeOf(async () => {
    const config = processConfig();
    const { beginChange, endChange } = await import('../secret-key.ts');
    const ofFile = config.secretKey === null;
    if (!ofFile && config.otherSecretKeys.length === 0)
      throw new Error('set SECRET_KEY_OTHERS to the former key, and SECRET_KEY to the new one (rotate-key --help)');
    const { openInstallation } = await import('../main/installation.ts');
    if (ofFile) {
      // Opened first: where another process holds the database, no new key is made.
      await (await openInstallation(config)).close();
      console.log(
        (await beginChange(config.dataDir)) ? 'A new key stands in secret.key.' : 'Going on with the change.',
      );
    }
    const { rotateKey } = await import('#engine/runtime/administration/installation/rotate-key.ts');
    const { store, secrets, close } = await openInstallation(config);
    const random = (bytes: number) => randomBytes(bytes);
    const { done, closed } = await rotateKey({ store, secrets, random, clock: () => Date.now() }).finally(close);
    console.log(`The keys of ${done} cases were sealed anew.`);
    if (closed > 0)
      throw new Error(`no known key opens those of ${closed} cases; set SECRET_KEY_OTHERS to it, and run again`);
    if (ofFile) await endChange(config.dataDir);
    console.log(ofFile ? 'The former key is forgotten.' : 'Take SECRET_KEY_OTHERS away from every process.');
  });
}
