/** An id as people read it: 'bp-754f716a' of 'bp-754f716a-555c-4636-92d9-4c740d4e3092'. Others stay as they are. */
export function shortId(id: string): string {
  return id.replace(/^([a-z]+-[0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, '$1');
}
