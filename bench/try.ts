import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { trustAnyHost } from '../e2e/installation.ts';
import { installationFor } from './installation.ts';

/**
 * `tuskar try` with the image cached, to verified, and once more with nothing changed; then what it takes of memory.
 * Needs root, and no other lab on this machine. Prints one line of figures. Run: node bench/try.ts
 */
const { env, tuskar } = installationFor('bench', 8455);

type Tried = { changed: boolean; phases: { phase: string; seconds: number }[] };

function tryOnce(): { seconds: number; tried: Tried } {
  const begun = performance.now();
  const tried = JSON.parse(tuskar('try', '-o', 'json')) as Tried;
  return { seconds: (performance.now() - begun) / 1000, tried };
}

/** MiB of memory that is shared by nobody else, of all processes below the lab's hosts. */
function hostMemory(): number {
  const key = `${env.TUSKAR_STATE_DIR}/ssh/id_ed25519`;
  const sum =
    "cat /proc/[0-9]*/smaps_rollup 2>/dev/null | awk '/^Pss:/ { kib += $2 } END { print kib / 1024 }'";
  return Number(
    execFileSync('ssh', ['-i', key, ...trustAnyHost, 'root@198.18.0.11', sum], { encoding: 'utf8' }),
  );
}

function serverMemory(): number {
  const pid = readFileSync(`${env.TUSKAR_RUN_DIR}/server.pid`, 'utf8').split(' ')[0];
  const [, kib] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
}

const round = (value: number): number => Math.round(value * 10) / 10;

tuskar('server', 'start');
tuskar('image', 'build', '--wait');
try {
  const first = tryOnce();
  const again = tryOnce();
  if (again.tried.changed) throw new Error('the second run changed something');
  const phases = first.tried.phases
    .map(({ phase, seconds }) => `${phase.split(':')[0]} ${round(seconds)} s`)
    .join(', ');
  process.stdout.write(
    `try: verified after ${round(first.seconds)} s (${phases}); again ${round(again.seconds)} s; ` +
      `control plane ${round(serverMemory())} MiB resident; host with the cloud ${round(hostMemory())} MiB PSS\n`,
  );
} finally {
  tuskar('lab', 'down', '--force', '--reason', 'measured', '--wait');
  tuskar('server', 'stop');
}
