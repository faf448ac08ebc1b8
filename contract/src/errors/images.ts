import type { ErrorDefinitions } from './definition.ts';

export const imageErrors = {
  'image-not-found': {
    status: 404,
    retryable: false,
    title: 'No such image',
    remedy: 'List the images with: tuskar image list; build one with: tuskar image build',
  },
} as const satisfies ErrorDefinitions;
