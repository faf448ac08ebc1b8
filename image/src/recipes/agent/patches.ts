import type { GuardedPatch } from '../../patch.ts';

export const agentPatches: readonly GuardedPatch[] = [
  {
    path: '/usr/lib/python3/dist-packages/oslo_concurrency/processutils.py',
    find: `            on_preexec_fn = functools.partial(_subprocess_setup, preexec_fn)
`,
    // What it sets up, SIGPIPE, Python's subprocess restores by itself.
    replace: `            on_preexec_fn = preexec_fn and functools.partial(_subprocess_setup, preexec_fn)
`,
    why: 'Python that runs between fork and exec waits for ever for a lock that another thread had, such as the heartbeat',
  },
];
