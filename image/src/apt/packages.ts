/** One package that apt would fetch. */
export type ResolvedPackage = {
  name: string;
  version: string;
  architecture: string;
  bytes: number;
  /** Algorithm and digest, as apt knows it: 'SHA256:…'. */
  checksum: string;
};

/** Parses what `apt-get --print-uris install` prints; other lines are left out. */
export function parsePrintUris(text: string): ResolvedPackage[] {
  const packages: ResolvedPackage[] = [];
  for (const line of text.split('\n')) {
    const match = /^'[^']*' (\S+)\.deb (\d+) (\S+)$/.exec(line);
    const [name, version, architecture] = match?.[1]?.split('_').map(decodeURIComponent) ?? [];
    if (match === null || name === undefined || version === undefined || architecture === undefined) continue;
    packages.push({ name, version, architecture, bytes: Number(match[2]), checksum: match[3] ?? '' });
  }
  return packages.sort((a, b) => (a.name < b.name ? -1 : 1));
}
