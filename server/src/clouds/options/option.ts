/** What an option takes; 'any' where the schema does not say. */
export type OptionType =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'float'
  | 'port'
  | 'list'
  | 'dict'
  | 'multi'
  | 'ip'
  | 'host'
  | 'uri'
  | 'any';

export type Option = {
  name: string;
  type: OptionType;
  min: number | null;
  max: number | null;
  choices: string[];
  /** Why it goes away, where it does. */
  removal: string | null;
};

/** Where a name that still works has gone. */
export type Renamed = { section: string; name: string };

export type OptionSection = {
  options: ReadonlyMap<string, Option>;
  /** Old names that are still read, and what they are called now. */
  renamed: ReadonlyMap<string, Renamed>;
  /** A section whose options the image does not describe: every key is taken. */
  open: boolean;
};

/** The options of one service: section by name. */
export type Options = ReadonlyMap<string, OptionSection>;

/** By service: 'nova', 'keystone'. */
export type OptionSchemas = ReadonlyMap<string, Options>;
