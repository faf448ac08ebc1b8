/** Sections of an INI file as they are written: a list of texts repeats its key. */
export type IniText = Record<string, Record<string, string | string[]>>;

function lines(key: string, value: string): string {
  // A line that begins with white space goes on with the value before it; an empty one would end it.
  const [first = '', ...rest] = value.split('\n').filter((line, index) => index === 0 || line.trim() !== '');
  return [`${key} = ${first}`.trimEnd(), ...rest.map((line) => `    ${line}`)].join('\n');
}

/** An INI file, sections and keys in the order given, ending in a newline. */
export function renderIni(sections: IniText): string {
  return Object.entries(sections)
    .map(([section, values]) =>
      [
        `[${section}]`,
        ...Object.entries(values).flatMap(([key, value]) =>
          (Array.isArray(value) ? value : [value]).map((one) => lines(key, one)),
        ),
        '',
      ].join('\n'),
    )
    .join('\n');
}
