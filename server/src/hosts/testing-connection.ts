import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { HostConnection } from './connection.ts';

/** A host that is this machine: its commands run here, as whoever runs the test. */
export const localConnection: HostConnection = {
  target: { name: 'here', address: '127.0.0.1', sshUser: 'root', hostKey: '' },
  run: async ({ argv, stdin }) => {
    const [program = '', ...rest] = argv;
    const child = spawn(program, rest);
    const ended = once(child, 'close');
    if (stdin instanceof Readable) stdin.pipe(child.stdin);
    else child.stdin.end(stdin);
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const [exitCode] = (await ended) as [number];
    return { exitCode, stdout, stderr };
  },
  close: async () => undefined,
};
