import { queryOrNull } from '../api/query.ts';

/** The bare-metal service; null where none is connected yet. */
export const undercloudQuery = queryOrNull('undercloud.show', 'undercloud-not-connected');
