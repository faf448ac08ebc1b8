/** Wire format of RFC 8709: two strings, each behind its length. */
const prefix = Buffer.from('\0\0\0\x0bssh-ed25519\0\0\0\x20', 'latin1');

/** The key without its comment; undefined where the text is anything but one ed25519 public key. */
export function parseAuthorizedKey(line: string): string | undefined {
  const match = /^ssh-ed25519 ([A-Za-z0-9+/]{68})(?: [\w.@:+-]{1,128})?\n?$/.exec(line);
  const encoded = match?.[1];
  if (encoded === undefined) return undefined;
  const blob = Buffer.from(encoded, 'base64');
  const valid = blob.length === prefix.length + 32 && blob.subarray(0, prefix.length).equals(prefix);
  return valid ? `ssh-ed25519 ${encoded}` : undefined;
}
