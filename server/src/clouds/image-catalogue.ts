import type { OptionSchemas } from './options/option.ts';

/** What a compile needs of an image. */
export type ImageFacts = { id: string; options: OptionSchemas };

/** The images room, as the clouds need it. */
export type ImageCatalogue = {
  /** @throws image-not-found, naming those that are there */
  get: (id: string) => Promise<ImageFacts>;
  newest: () => Promise<ImageFacts>;
};
