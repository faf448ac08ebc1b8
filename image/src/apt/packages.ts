/** One package that apt would fetch. */
export type ResolvedPackage = {
  name: string;
  version: string;
  architecture: string;
  bytes: number;
  /** Algorithm and digest, as apt knows it: 'SHA256:…'. */
  checksum: string;
  /** What apt calls it among its archives. */
  file: string;
};

/**
 * Parses what `apt-get --print-uris install` prints: `'URI' NAME_VERSION_ARCHITECTURE.deb BYTES CHECKSUM`.
 * Lines of talk are left out; a package that cannot be read is an error, since an image without it would be wrong.
 */
export function parsePrintUris(text: string): ResolvedPackage[] {
  const packages = text
    .split('\n')
    .filter((line) => line.startsWith("'"))
    .map((line) => {
      const [file = '', bytes, checksum] = line.replace(/^'[^']*' /, '').split(' ');
      const [name, version, architecture] = file
        .replace(/\.deb$/, '')
        .split('_')
        .map(decodeURIComponent);
      if (!name || !version || !architecture || !bytes || !checksum) {
        throw new Error(`apt says of a package what cannot be read: ${line}`);
      }
      return { name, version, architecture, bytes: Number(bytes), checksum, file };
    });
  return packages.sort((a, b) => (a.name < b.name ? -1 : 1));
}
