/**
 * A host's part of a blueprint: what the converge program makes true on one host.
 * Items run in parallel as soon as all that they need are done: what `after`, `restartOn`, `reloadOn` and `runOn` name, and
 * the item that makes the nearest directory above their path.
 */
export type Part = { version: 1; host: string; items: Item[] };

type ItemBase = {
  /** Unique in the part; stable between blueprints, for the diff. */
  id: string;
  /** What a person reads; by default made from the kind and its subject. */
  title?: string;
  after?: string[];
};

/** Octal, four digits: '0640'. */
type Mode = string;

export type FileItem = ItemBase & {
  kind: 'file';
  path: string;
  owner: string;
  group: string;
  mode: Mode;
  /** May hold tokens of secrets, which make it sensitive. */
  content: string;
  /** Its content is in no diff and its digest in no report. */
  sensitive?: true;
};
export type LinkItem = ItemBase & { kind: 'link'; path: string; target: string };
export type DirectoryItem = ItemBase & {
  kind: 'directory';
  path: string;
  owner: string;
  group: string;
  mode: Mode;
};
/** Removes a file, a link, or a directory with all in it; never one at the top. */
export type AbsentItem = ItemBase & { kind: 'absent'; path: string };
export type PackageItem = ItemBase & { kind: 'package'; names: string[] };

export type UnitItem = ItemBase & {
  kind: 'unit';
  unit: string;
  enabled?: boolean;
  /** A oneshot counts as started once it has run since the host's start. */
  state: 'started' | 'stopped';
  masked?: boolean;
  /** Ids of items: the unit restarts when their digest differs from that of its last start. */
  restartOn?: string[];
  reloadOn?: string[];
  timeoutSeconds?: number;
};

export type Guard =
  | { exists: string }
  | { succeeds: string[] }
  | { fails: string[] }
  | { outputContains: { argv: string[]; text: string } };

/**
 * Runs where its guard does not hold, or where what `runOn` names, or itself, has changed since its last success. With
 * both, a change alone makes it ask the guard, and the guard decides.
 */
export type CommandItem = ItemBase & {
  kind: 'command';
  /** Seen by everyone on the host: secrets go into `env` or `stdin`, as tokens. They are masked in its output. */
  argv: string[];
  user?: string;
  env?: Record<string, string>;
  stdin?: string;
  cwd?: string;
  timeoutSeconds?: number;
  /** Skipped where this already holds. */
  guard?: Guard;
  /** Ids of items: runs when their digest differs from that of its last success. */
  runOn?: string[];
  retry?: { attempts: number; delaySeconds: number };
  sensitive?: true;
};

export type WaitItem = ItemBase & {
  kind: 'wait';
  for:
    | { tcp: { host: string; port: number } }
    | { http: { url: string; status: number[]; insecure?: true } }
    | { unit: string }
    | { succeeds: string[] };
  timeoutSeconds: number;
};

export type Item =
  | FileItem
  | LinkItem
  | DirectoryItem
  | AbsentItem
  | PackageItem
  | UnitItem
  | CommandItem
  | WaitItem;

export type ItemKind = Item['kind'];
