import { fileURLToPath } from 'node:url';
import type { Recipe } from '../../recipe.ts';

/** A Debian with hardly anything in it: it takes the builder through its stages in seconds, for its tests. */
export const miniRecipe: Recipe = {
  name: 'mini',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  suite: 'trixie',
  architecture: 'amd64',
  openstack: null,
  from: null,
  packages: ['busybox-static', 'psmisc'],
  lonePackages: [],
  paths: [
    'path-exclude=/usr/share/doc/*',
    'path-exclude=/usr/share/man/*',
    'path-exclude=/usr/share/locale/*',
  ],
  services: { busybox: 'busybox-static' },
  patches: [
    {
      path: '/etc/tuskar-mini',
      find: 'before\n',
      replace: 'after\n',
      why: 'the test of the builder looks for it',
    },
  ],
  preparation: null,
  tasks: [{ name: 'task', script: 'task.sh', title: 'Running a task', seconds: 1 }],
  options: [],
  databases: [],
  guest: null,
  ramdisk: null,
  disk: null,
  diskBytes: 1e9,
};
