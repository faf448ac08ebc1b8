/** Debian packages without which there is no lab, the programs of each that the lab runs, and why. */
export const requiredPackages = [
  {
    name: 'systemd-container',
    programs: ['systemd-nspawn'],
    reason: "systemd-nspawn runs the lab's hosts",
  },
  {
    name: 'iproute2',
    programs: ['ip'],
    reason: "ip makes the lab's network namespace, bridges and links",
  },
  {
    name: 'util-linux',
    programs: ['nsenter', 'unshare', 'flock'],
    reason: 'nsenter and unshare keep the lab in namespaces of its own',
  },
  {
    name: 'mount',
    programs: ['mount', 'umount'],
    reason: "mount lays a host's own disk over the golden image",
  },
  {
    name: 'openssh-client',
    programs: ['ssh-keygen'],
    reason: "ssh-keygen makes the hosts' ssh keys",
  },
] as const satisfies readonly { name: string; programs: readonly string[]; reason: string }[];
