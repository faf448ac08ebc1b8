import type { ErrorDefinitions } from './definition.ts';

export const imageErrors = {
  'image-not-found': {
    status: 404,
    retryable: false,
    title: 'No such image',
    remedy: 'List the images with: tuskar image list; build one with: tuskar image build',
  },
  'image-unsuitable': {
    status: 422,
    retryable: false,
    title: 'An image of another kind is needed',
    remedy: 'Name an image of the recipe host, as shown by: tuskar image list',
  },
  'image-manifest-invalid': {
    status: 500,
    retryable: false,
    title: 'The manifest of an image cannot be read',
    remedy: 'Remove the directory of that image, then build it again with: tuskar image build',
  },
  'image-build-failed': {
    status: 500,
    retryable: false,
    title: 'A stage of the image build failed',
    remedy: 'Read the last lines of the stage, remove the cause, then build again: finished stages are kept.',
  },
  'image-build-cancelled': {
    status: 409,
    retryable: true,
    title: 'The image build was cancelled',
    remedy: 'Build again: finished stages are kept.',
  },
  'image-mirror-unknown': {
    status: 500,
    retryable: false,
    title: 'No Debian mirror is known',
    remedy:
      "Name a Debian mirror in TUSKAR_APT_MIRROR, for example the one of your site, or add Debian's archive to the apt sources of this machine.",
  },
  'image-mirror-unreachable': {
    status: 503,
    retryable: true,
    title: 'The Debian mirror cannot be reached',
    remedy:
      'Check the network, the proxy in the apt configuration and the mirror, then build again: finished stages are kept.',
  },
  'image-mirror-refused': {
    status: 502,
    retryable: false,
    title: 'The Debian mirror gave something that apt does not accept',
    remedy:
      'Check that the mirror carries the release and that the clock of this machine is right; another mirror is named by TUSKAR_APT_MIRROR.',
  },
  'image-package-unknown': {
    status: 502,
    retryable: false,
    title: 'The Debian mirror lacks a package of the recipe',
    remedy: 'Check that the mirror is complete, or name another by TUSKAR_APT_MIRROR.',
  },
  'image-space-short': {
    status: 507,
    retryable: false,
    title: 'Not enough disk space for an image',
    remedy: 'Free some space, or move the cache to a larger disk with TUSKAR_CACHE_DIR.',
  },
  'image-tools-missing': {
    status: 500,
    retryable: false,
    title: 'A program that builds images is not installed',
    remedy: 'Install what the message names with apt-get install.',
  },
  'image-architecture-unsupported': {
    status: 501,
    retryable: false,
    title: 'Images are built on amd64 only',
    remedy: 'Build the image on an amd64 machine.',
  },
  'image-patch-refused': {
    status: 500,
    retryable: false,
    title: 'A patch of the recipe does not fit the package any more',
    remedy:
      'The package has changed: look at the file that the message names and correct the patch in the recipe.',
  },
  'image-secret-found': {
    status: 500,
    retryable: false,
    title: 'The image would contain a secret',
    remedy: 'Make the recipe remove the file that the message names.',
  },
} as const satisfies ErrorDefinitions;
