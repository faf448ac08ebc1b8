/** What the ramdisk carries, by what it is for. Recommended packages are left out. */
const groups = {
  system: [
    'systemd-sysv',
    'systemd-resolved',
    'dbus',
    'udev',
    'kmod',
    'linux-base',
    'iproute2',
    'ca-certificates',
    'procps',
    'less',
  ],
  // What ironic-python-agent imports; the package itself is installed without what it depends on.
  agent: [
    'python3-cryptography',
    'python3-eventlet',
    'python3-oslo.concurrency',
    'python3-oslo.config',
    'python3-oslo.log',
    'python3-oslo.service',
    'python3-oslo.utils',
    'python3-pbr',
    'python3-pint',
    'python3-psutil',
    'python3-pyudev',
    'python3-requests',
    'python3-stevedore',
    'python3-tenacity',
    'python3-tooz',
    'python3-werkzeug',
    'python3-zeroconf',
  ],
  // Programs that it runs.
  deployment: [
    'dosfstools',
    'e2fsprogs',
    'efibootmgr',
    'fdisk',
    'file',
    'gdisk',
    'mdadm',
    'parted',
    'psmisc',
    'qemu-utils',
    'util-linux-extra',
  ],
  // How somebody comes in once the machine is to be rescued, and what they mend a system with.
  rescue: ['nano', 'openssh-server', 'passwd', 'sudo', 'xfsprogs'],
  inventory: ['dmidecode', 'ethtool', 'ipmitool', 'lshw', 'pciutils'],
  disks: ['hdparm', 'nvme-cli', 'smartmontools'],
  burnIn: ['fio', 'iperf3', 'stress-ng'],
  // With these the tree packs itself.
  packing: ['cpio', 'zstd'],
};

export const agentPackages: readonly string[] = Object.values(groups).flat();
