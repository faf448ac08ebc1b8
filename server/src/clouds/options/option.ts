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
  /** Its value is not for everybody's eyes. */
  secret: boolean;
  /** Why it goes away, where it does. */
  removal: string | null;
};

/** Where an option that has an old name is now. */
export type Renamed = { section: string; name: string };

export type OptionSection = {
  options: ReadonlyMap<string, Option>;
  /** Old names that are still read, and what they are called now. */
  renamed: ReadonlyMap<string, Renamed>;
};

/** Sections that an option names: `enabled_backends = fs:file` makes [fs]. */
export type NamedSections = {
  namedBy: { section: string; option: string };
  options: ReadonlyMap<string, Option>;
};

/** The options of one service. */
export type Options = {
  sections: ReadonlyMap<string, OptionSection>;
  named: NamedSections[];
};

/** By service: 'nova', 'keystone'. */
export type OptionSchemas = ReadonlyMap<string, Options>;
