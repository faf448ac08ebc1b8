import { sql } from 'kysely';

/** The column, to be compared and sorted as people count: 'node-2' before 'node-10'. */
export function naturally(column: string) {
  return sql<string>`${sql.ref(column)} COLLATE natural_order`;
}
