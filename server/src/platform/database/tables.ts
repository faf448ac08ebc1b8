import type { EventTables } from '../events/tables.ts';
import type { OperationTables } from '../operations/tables.ts';

/** Every table of the database. A room declares its own in its `tables.ts` and is named here. */
export type Tables = OperationTables & EventTables;
