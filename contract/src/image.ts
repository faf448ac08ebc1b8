import { z } from 'zod';
import { IdParams, Timestamp } from './fields.ts';
import { Operation } from './operation.ts';
import { defineRoutes } from './route.ts';

/** host: what every host boots. agent: the ramdisk of the bare-metal service. disk: a host image for machines. */
export const ImageRecipe = z.enum(['host', 'agent', 'disk']);
export type ImageRecipe = z.infer<typeof ImageRecipe>;

export const Image = z
  .object({
    id: z.string(),
    recipe: z.string(),
    createdAt: Timestamp,
    /** Debian's release and OpenStack's: 'trixie', '2025.1'. */
    base: z.string(),
    openstack: z.string(),
    packages: z.number().int(),
    bytes: z.number().int(),
    buildSeconds: z.number(),
    /** Names of the clouds whose current blueprint uses it. */
    usedBy: z.array(z.string()),
  })
  .meta({ id: 'Image' });
export type Image = z.infer<typeof Image>;

export const ImageDetail = Image.extend({
  packageVersions: z.record(z.string(), z.string()),
  optionSchemas: z.array(z.object({ service: z.string(), options: z.number().int() })),
  databases: z.array(z.string()),
}).meta({ id: 'ImageDetail' });
export type ImageDetail = z.infer<typeof ImageDetail>;

export const imageRoutes = defineRoutes({
  'image.list': {
    method: 'GET',
    path: '/v1/images',
    tag: 'Images',
    summary: 'List images, newest first',
    access: 'image.read',
    response: z.object({ items: z.array(Image) }),
  },
  'image.show': {
    method: 'GET',
    path: '/v1/images/:id',
    tag: 'Images',
    summary: 'Show an image with its packages and option schemas',
    access: 'image.read',
    params: IdParams,
    response: ImageDetail,
  },
  'image.build': {
    method: 'POST',
    path: '/v1/images',
    tag: 'Images',
    summary: 'Build an image from its recipe; an image that exists is not built again',
    access: 'image.build',
    body: z.object({
      recipe: ImageRecipe.default('host'),
      from: z
        .string()
        .optional()
        .describe('For a disk: the host image on it; the newest where it is not said'),
    }),
    response: Operation,
    status: 202,
  },
});
