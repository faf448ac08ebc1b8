import { pages } from '../api/pages.ts';
import { query } from '../api/query.ts';

/** All racks, in the largest pages that the API gives. */
export const everyRackQuery = pages('rack.list', { limit: 500 });

export const elevationQuery = (name: string) => query('rack.elevation', { params: { name } });
