import { pages } from '../api/pages.ts';

/** All hosts, in the largest pages that the API gives. */
export const everyHostQuery = pages('host.list', { limit: 500 });
