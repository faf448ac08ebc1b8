const python = '/usr/lib/python3/dist-packages';
const libraries = '/usr/lib/x86_64-linux-gnu';
const modules = '/usr/lib/modules/*/kernel';

/** What a server that is being worked on has no use for. All of it would lie in its memory. Licences stay. */
export const agentPaths: readonly string[] = [
  ...['man', 'info', 'locale', 'lintian', 'bash-completion', 'zsh', 'mime', 'icons', 'pixmaps'].map(
    (directory) => `path-exclude=/usr/share/${directory}/*`,
  ),
  'path-exclude=/usr/share/doc/*',
  'path-include=/usr/share/doc/*/copyright',
  'path-exclude=/usr/lib/locale/*_*',
  // stress-ng has a test of OpenGL, and with it comes a compiler of shaders: opened when it is used, so never here.
  ...['libLLVM*', 'libgallium*', 'libz3*', 'dri/*', 'libvulkan*'].map(
    (file) => `path-exclude=${libraries}/${file}`,
  ),
  `path-exclude=${python}/babel/locale-data/*`,
  `path-include=${python}/babel/locale-data/en*`,
  'path-exclude=/usr/share/python-babel-localedata/*',
  `path-exclude=${python}/*/tests/*`,
  'path-exclude=/usr/share/ieee-data/*',
  'path-exclude=/var/lib/ieee-data/*',
  // Kernel modules of things that no server has.
  ...['sound', 'net/bluetooth', 'net/wireless', 'net/mac80211', 'net/nfc', 'net/can'].map(module),
  ...['media', 'bluetooth', 'staging', 'iio', 'isdn', 'gpu/drm/amd', 'gpu/drm/i915', 'gpu/drm/xe'].map(
    driver,
  ),
  ...['gpu/drm/nouveau', 'gpu/drm/radeon', 'net/wireless', 'net/can', 'net/hamradio', 'net/wwan'].map(driver),
  ...['input/joystick', 'input/tablet', 'input/touchscreen', 'infiniband/ulp', 'usb/gadget', 'comedi'].map(
    driver,
  ),
  ...['video/fbdev', 'accel', 'thunderbolt', 'mtd', 'power/supply', 'greybus', 'w1', 'pcmcia'].map(driver),
  ...[
    'ceph',
    'nfs',
    'nfsd',
    'smb',
    'ocfs2',
    'gfs2',
    'jfs',
    'afs',
    'bcachefs',
    'ubifs',
    'f2fs',
    'reiserfs',
  ].map((name) => module(`fs/${name}`)),
];

function module(name: string): string {
  return `path-exclude=${modules}/${name}/*`;
}

function driver(name: string): string {
  return module(`drivers/${name}`);
}
