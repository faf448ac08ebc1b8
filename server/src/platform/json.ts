/** A value that survives JSON. */
export type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json };
