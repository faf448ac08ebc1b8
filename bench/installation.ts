import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** An installation of Tuskar for a measurement, beside any other on this machine. */
export function installationFor(name: string, port: number) {
  const env = {
    ...process.env,
    TUSKAR_STATE_DIR: `/var/lib/tuskar-${name}`,
    TUSKAR_RUN_DIR: `/run/tuskar-${name}`,
    TUSKAR_LISTEN: `127.0.0.1:${port}`,
  };
  return {
    env,
    /** What the command writes to standard output. Throws where it fails, with all that it said. */
    tuskar: (...args: string[]): string => {
      const launcher = join(import.meta.dirname, '../tuskar');
      const { status, stdout, stderr } = spawnSync(launcher, args, { env, encoding: 'utf8' });
      if (status === 0) return stdout;
      throw new Error(`tuskar ${args.join(' ')} ended with ${status}:\n${stderr}`);
    },
  };
}
