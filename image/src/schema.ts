import { z } from 'zod';

export const ImageFile = z.strictObject({ path: z.string(), bytes: z.number().int(), sha256: z.string() });
export type ImageFile = z.infer<typeof ImageFile>;

export const ImagePackage = z.strictObject({
  name: z.string(),
  version: z.string(),
  architecture: z.string(),
  source: z.string(),
});
export type ImagePackage = z.infer<typeof ImagePackage>;

/** What an image is made of: manifest.json beside its root file system. Paths are relative to the image. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  id: z.string().regex(/^[a-z]+-[0-9a-f]{12}$/),
  createdAt: z.iso.datetime(),
  recipe: z.strictObject({ name: z.string(), digest: z.string() }),
  /** The exact packages that the mirror gave for the recipe. */
  resolved: z.strictObject({ digest: z.string(), at: z.iso.datetime() }),
  base: z.strictObject({
    distribution: z.literal('debian'),
    suite: z.string(),
    version: z.string(),
    architecture: z.string(),
  }),
  openstack: z.strictObject({ release: z.string(), name: z.string() }).nullable(),
  /** Upstream versions: { nova: '31.0.0' }. */
  services: z.record(z.string(), z.string()),
  packages: z.array(ImagePackage),
  options: z.array(
    z.strictObject({
      service: z.string(),
      path: z.string(),
      sections: z.number().int(),
      options: z.number().int(),
    }),
  ),
  /** Schema dumps; the path is inside the root file system, as a host sees it. */
  databases: z.array(
    z.strictObject({
      name: z.string(),
      service: z.string(),
      path: z.string(),
      bytes: z.number().int(),
      tables: z.number().int(),
    }),
  ),
  guest: z
    .strictObject({
      kernel: z.string(),
      busybox: z.string(),
      /** What the kernel is to be started with: nova's os_command_line. */
      commandLine: z.string(),
      vmlinuz: ImageFile,
      initrd: ImageFile,
      disk: ImageFile,
    })
    .nullable(),
  /** The image is a kernel with its whole tree as initramfs. Images from before there were such have no field. */
  ramdisk: z
    .strictObject({
      kernel: z.string(),
      commandLine: z.string(),
      vmlinuz: ImageFile,
      initramfs: ImageFile,
    })
    .nullable()
    .default(null),
  /** The image is a whole disk, made from another image. */
  disk: z
    .strictObject({
      /** Id of the image that is on the disk. */
      from: z.string(),
      kernel: z.string(),
      format: z.literal('qcow2'),
      /** Size of the disk that it needs at least. */
      virtualBytes: z.number().int(),
      rootUuid: z.string(),
      file: ImageFile,
    })
    .nullable()
    .default(null),
  patches: z.array(z.strictObject({ path: z.string(), why: z.string() })),
  sizes: z.strictObject({
    rootfsBytes: z.number().int(),
    rootfsFiles: z.number().int(),
    downloadBytes: z.number().int(),
  }),
  build: z.strictObject({
    seconds: z.number(),
    /** Seconds of each stage; some run beside each other. */
    stages: z.record(z.string(), z.number()),
  }),
});
export type Manifest = z.infer<typeof Manifest>;

/**
 * One option as oslo-config-generator describes it, under its names. Fields that say nothing (null, false,
 * empty) are left out of the files.
 */
export const Option = z.strictObject({
  name: z.string(),
  /** The key in configuration files. */
  dest: z.string(),
  /** 'string value', 'integer value', 'multi valued' and so on. */
  type: z.string(),
  default: z.unknown(),
  /** What the default stands for, where it depends on the machine. */
  sample_default: z.unknown().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  choices: z.array(z.tuple([z.unknown(), z.string().nullable()])).optional(),
  help: z.string().optional(),
  required: z.literal(true).optional(),
  secret: z.literal(true).optional(),
  /** Read again when the service is told to reload. */
  mutable: z.literal(true).optional(),
  advanced: z.literal(true).optional(),
  deprecated_for_removal: z.literal(true).optional(),
  deprecated_reason: z.string().optional(),
  deprecated_since: z.string().optional(),
  /** Older places and names of the option that are still read. */
  deprecated_opts: z
    .array(z.strictObject({ group: z.string().nullable(), name: z.string().nullable() }))
    .optional(),
});
export type Option = z.infer<typeof Option>;

/** options/<service>.json. */
export const ServiceOptions = z.strictObject({
  service: z.string(),
  version: z.string(),
  options: z.record(z.string(), z.strictObject({ opts: z.array(Option) })),
  /** Sections that an option names: `enabled_backends = fs:file` makes [fs], which takes these options. */
  dynamic: z.array(
    z.strictObject({
      namedBy: z.strictObject({ section: z.string(), option: z.string() }),
      opts: z.array(Option),
    }),
  ),
});
export type ServiceOptions = z.infer<typeof ServiceOptions>;
