import { fileURLToPath } from 'node:url';
import type { Recipe } from '../../recipe.ts';
import { agentPackages } from './packages.ts';
import { agentPaths } from './paths.ts';
import { agentPatches } from './patches.ts';

/** The ramdisk that Ironic boots machines into: its agent, and Tuskar's hardware manager in it. */
export const agentRecipe: Recipe = {
  name: 'agent',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  suite: 'trixie',
  architecture: 'amd64',
  openstack: { release: '2025.1', name: 'Epoxy' },
  from: null,
  packages: agentPackages,
  lonePackages: [
    // It depends on libguestfs with a kernel and a QEMU of its own, git, tuned and libvirt: twice of what it uses.
    { asked: 'ironic-python-agent', name: /^ironic-python-agent$/ },
    // It depends on a maker of initramfs; the whole tree is one here.
    { asked: 'linux-image-amd64', name: /^linux-image-\d.*-amd64$/ },
  ],
  paths: agentPaths,
  services: { 'ironic-python-agent': 'ironic-python-agent' },
  patches: agentPatches,
  preparation: { name: 'python', script: 'python.sh', title: 'Compiling Python modules', seconds: 10 },
  tasks: [],
  options: [],
  databases: [],
  guest: null,
  ramdisk: {
    kernel: /^linux-image-\d.*-amd64$/,
    commandLine: 'console=tty0 console=ttyS0,115200n8',
  },
  disk: null,
  diskBytes: 2e9,
};
