import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { imageDirectory, newestImage } from '@tuskar/image/store.ts';
import { freePort } from '../../../platform/testing/free-port.ts';

export type IronicProcess = {
  url: string;
  password: string;
  /** Its SQLite file. */
  database: string;
  /** Ends it at once, as a crash would; `start` begins it again with the same database. */
  kill: () => Promise<void>;
  start: () => Promise<void>;
  dispose: () => Promise<void>;
};

/**
 * A root file system with Ironic in it: of the newest host image, or of the directory that TUSKAR_IRONIC_ROOT names.
 * Undefined where there is none, or where nobody may mount it.
 */
export async function ironicRoot(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const cacheDir = process.env['TUSKAR_CACHE_DIR'] ?? '/var/cache/tuskar';
  const image = await newestImage({ recipe: 'host' }, { cacheDir });
  const places = [
    process.env['TUSKAR_IRONIC_ROOT'],
    ...(image === null ? [] : [`${imageDirectory(image.id, { cacheDir })}/rootfs`]),
  ];
  return places.find((place) => place !== undefined && existsSync(`${place}/usr/bin/ironic`));
}

/** A real Ironic on the loopback address, with hardware that it pretends to have. */
export async function startIronic(root: string): Promise<IronicProcess> {
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-ironic-'));
  const password = 'password-of-tuskar';
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const template = await readFile(new URL('ironic.conf', import.meta.url), 'utf8');
  await writeFile(join(directory, 'ironic.conf'), template.replace('[api]\n', `[api]\nport = ${port}\n`));
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const log = openSync(join(directory, 'ironic.log'), 'a');
    const script = new URL('run-ironic.sh', import.meta.url).pathname;
    child = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', script, root, directory], {
      env: { ...process.env, PASSWORD: password },
      stdio: ['ignore', log, log],
      detached: true,
    });
    const ended = once(child, 'exit').then(async () => {
      throw new Error(
        `Ironic ended: ${(await readFile(join(directory, 'ironic.log'), 'utf8')).slice(-2000)}`,
      );
    });
    await Promise.race([answers(url), ended]);
    ended.catch(() => undefined);
  }

  async function kill(): Promise<void> {
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  }

  await start();
  return {
    url,
    password,
    database: join(directory, 'upper/tmp/ironic/ironic.sqlite'),
    start,
    kill,
    dispose: async () => {
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<void> {
  for (;;) {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    if (reply?.ok === true) return;
    await pause(250);
  }
}
