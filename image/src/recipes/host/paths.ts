/** What a server has no use for: a quarter of the tree. Licences stay. */
export const hostPaths: readonly string[] = [
  'path-exclude=/usr/share/man/*',
  'path-exclude=/usr/share/info/*',
  'path-exclude=/usr/share/doc/*',
  'path-include=/usr/share/doc/*/copyright',
  'path-exclude=/usr/share/locale/*/LC_MESSAGES/*',
  // locales-all comes with tripleo's os-collect-config; C.UTF-8 is in libc-bin.
  'path-exclude=/usr/lib/locale/*_*',
  // nova-compute-qemu depends on QEMU for every architecture there is.
  ...['aarch64*', 'alpha', 'arm*', 'avr', 'hppa', 'loongarch64', 'm68k', 'microblaze*', 'mips*', 'or1k'].map(
    qemu,
  ),
  ...['ppc*', 'riscv*', 'rx', 's390x', 'sh4*', 'sparc*', 'tricore', 'xtensa*'].map(qemu),
  // The S3 store of glance needs botocore's description of S3 alone.
  'path-exclude=/usr/lib/python3/dist-packages/botocore/data/*/*',
  'path-include=/usr/lib/python3/dist-packages/botocore/data/s3/*',
];

function qemu(architecture: string): string {
  return `path-exclude=/usr/bin/qemu-system-${architecture}`;
}
