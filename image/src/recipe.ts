import type { GuardedPatch } from './patch.ts';

/** A file options/<service>.json. */
export type OptionsRecipe = {
  service: string;
  /** Namespaces of oslo-config-generator: entry points of the group `oslo.config.opts`. */
  namespaces: readonly string[];
  /** Options of sections that operators name; see `dynamic` in the file's schema. */
  dynamic?: {
    namedBy: { section: string; option: string };
    /** The namespace whose sections, all but `except`, are stand-ins for the operator's. */
    namespace: string;
    except: readonly string[];
    /** Sections that the service itself names so. */
    reserved: readonly string[];
  };
};

/** A database whose schema the service's own migrations make at build time. */
export type DatabaseRecipe = {
  name: string;
  service: string;
  /** The migration; `CONFIG` stands for the configuration file that names the database. */
  sync: readonly string[];
  /** Other databases with the very same schema. */
  sameFor?: readonly string[];
};

/** A package that is installed without what it depends on, since much of that is of no use to the image. */
export type LonePackage = {
  asked: string;
  /** The package meant, among those that `asked` would pull in. */
  name: RegExp;
};

/** A kernel and the whole tree as its initramfs, in place of a root file system. */
export type RamdiskRecipe = {
  kernel: RegExp;
  /** What the kernel is to be started with, beside what Ironic adds. */
  commandLine: string;
};

/** A whole disk with the tree as its root file system, in place of the tree. */
export type DiskRecipe = {
  /** What the kernel is to be started with, beside its root. */
  commandLine: string;
  espMegabytes: number;
  /** What the root file system has free before it grows. */
  spareMegabytes: number;
};

/** A script of the recipe's directory that is run inside the tree after the packages are installed. */
export type RecipeTask = { name: string; script: string; title: string; seconds: number };

/**
 * What an image is made of. In `directory`: `rootfs/`, copied into the tree; and scripts that run inside the tree,
 * each such that it can run again: before-install.sh, after-install.sh, those of the tasks, and at last finish.sh.
 */
export type Recipe = {
  name: string;
  directory: string;
  suite: string;
  architecture: 'amd64';
  openstack: { release: string; name: string } | null;
  /** Id of the image whose tree this one begins with; null where it begins with nothing. */
  from: string | null;
  packages: readonly string[];
  /** The recipe's `packages` hold what these need. */
  lonePackages: readonly LonePackage[];
  /** Patterns of dpkg's path-exclude and path-include, in order, with their keyword. */
  paths: readonly string[];
  /** Debian package by service, for the versions in the manifest. */
  services: Readonly<Record<string, string>>;
  patches: readonly GuardedPatch[];
  /** Run alone, since the rest is faster after it; null where there is nothing of the kind. */
  preparation: RecipeTask | null;
  /** Run beside each other, and beside the schema dumps and the description of options. */
  tasks: readonly RecipeTask[];
  options: readonly OptionsRecipe[];
  databases: readonly DatabaseRecipe[];
  /** Directory of the test guest's files; null where the image needs none. */
  guest: { directory: string; packages: readonly string[]; kernel: RegExp; commandLine: string } | null;
  /** Both null where the image is a root file system. */
  ramdisk: RamdiskRecipe | null;
  disk: DiskRecipe | null;
  /** Free disk space that a build takes at its widest. */
  diskBytes: number;
};
