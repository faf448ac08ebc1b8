/** One archive a machine's apt knows: a line of sources.list or a stanza of a .sources file, one per URI and suite. */
export type AptSource = {
  uri: string;
  suite: string;
  components: string[];
  /** Path of the keyring, or the key itself; null: any key that apt trusts. */
  signedBy: string | null;
  /** False where the machine ignores the archive's expiry, as with snapshots. */
  checkValidUntil: boolean;
};

const isNo = (value: string | undefined): boolean => /^(no|false|without|off|disable|0)$/i.test(value ?? '');

/** Parses the one-line format; source packages and comments are left out. See sources.list(5). */
export function parseOneLine(text: string): AptSource[] {
  const sources: AptSource[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s*)?([^#]*)/.exec(line);
    const [uri, suite, ...components] = match?.[2]?.trim().split(/\s+/) ?? [];
    if (uri === undefined || suite === undefined) continue;
    const options = new Map(
      (match?.[1] ?? '').split(/\s+/).map((pair): [string, string] => {
        const [key = '', value = ''] = pair.split(/=(.*)/s);
        return [key.toLowerCase(), value];
      }),
    );
    sources.push({
      uri,
      suite,
      components,
      signedBy: options.get('signed-by') ?? null,
      checkValidUntil: !isNo(options.get('check-valid-until')),
    });
  }
  return sources;
}

/** Parses deb822 stanzas; see sources.list(5). Disabled ones and source packages are left out. */
export function parseDeb822(text: string): AptSource[] {
  return text
    .split(/\n(?:[ \t]*\n)+/)
    .map(fieldsOf)
    .filter((fields) => !isNo(fields.get('enabled')))
    .filter((fields) => wordsOf(fields.get('types')).includes('deb'))
    .flatMap((fields) =>
      wordsOf(fields.get('uris')).flatMap((uri) =>
        wordsOf(fields.get('suites')).map((suite) => ({
          uri,
          suite,
          components: wordsOf(fields.get('components')),
          signedBy: fields.get('signed-by') ?? null,
          checkValidUntil: !isNo(fields.get('check-valid-until')),
        })),
      ),
    );
}

function fieldsOf(stanza: string): Map<string, string> {
  const fields = new Map<string, string>();
  let last = '';
  for (const line of stanza.split('\n')) {
    if (line.startsWith('#')) continue;
    const field = /^([A-Za-z-]+)\s*:\s*(.*)$/.exec(line);
    if (field) {
      last = (field[1] ?? '').toLowerCase();
      fields.set(last, field[2]?.trim() ?? '');
    } else if (/^[ \t]/.test(line) && last !== '') {
      fields.set(last, `${fields.get(last) ?? ''}\n${line.trim()}`.trim());
    }
  }
  return fields;
}

const wordsOf = (value: string | undefined): string[] =>
  (value ?? '').split(/\s+/).filter((word) => word !== '');
