import type { GuardedPatch } from '../../patch.ts';

export const hostPatches: readonly GuardedPatch[] = [
  {
    path: '/usr/lib/python3/dist-packages/tempest/lib/services/network/subnets_client.py',
    find: `        # and deleting a subnet happens too early.
        time.sleep(10)
`,
    replace: `        # and deleting a subnet happens too early.
`,
    why: 'tempest sleeps 10 s in each deletion of a subnet, which makes most of the time of a run',
  },
];
