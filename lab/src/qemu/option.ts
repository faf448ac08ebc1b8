/** Values of one option of QEMU's command line; undefined ones are left out. */
export type OptionValues = Record<string, string | number | boolean | undefined>;

/** As `key=value,key=value`, or `first,key=value` where a first word is given. A comma in a value is doubled. */
export function option(values: OptionValues, first?: string): string {
  const pairs = Object.entries(values).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [`${key}=${escape(typeof value === 'boolean' ? onOff(value) : String(value))}`],
  );
  return [...(first === undefined ? [] : [first]), ...pairs].join(',');
}

const onOff = (value: boolean): string => (value ? 'on' : 'off');
const escape = (value: string): string => value.replaceAll(',', ',,');
