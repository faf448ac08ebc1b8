export function nodePath(id: string, more = ''): string {
  return `/v1/nodes/${encodeURIComponent(id)}${more}`;
}
