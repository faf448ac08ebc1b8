import type { LinkProps } from '@tanstack/react-router';

/** Something that does not change by itself: a person has to look, decide or repair. */
export type Attention = {
  key: string;
  tone: 'bad' | 'attention';
  title: string;
  detail: string | null;
  since: string | null;
  action: { text: string; link: LinkProps };
};
