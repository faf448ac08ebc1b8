import type { Option } from '../schema.ts';

/** One option as oslo-config-generator writes it; only the fields that are kept. */
export type RawOption = {
  name: string;
  dest: string;
  type: string;
  namespace?: string;
  default?: unknown;
  sample_default?: unknown;
  min?: number | null;
  max?: number | null;
  choices?: readonly (readonly [unknown, string | null])[] | null;
  help?: string | null;
  required?: boolean;
  secret?: boolean;
  mutable?: boolean;
  advanced?: boolean;
  positional?: boolean;
  deprecated_for_removal?: boolean;
  deprecated_reason?: string | null;
  deprecated_since?: string | null;
  deprecated_opts?: readonly { group: string | null; name: string | null }[];
};

/** What `oslo-config-generator --format json` prints. */
export type RawSchema = { options: Record<string, { opts: readonly RawOption[] }> };

/** The option without the fields that say nothing, which are most. */
export function toOption(raw: RawOption): Option {
  return {
    name: raw.name,
    dest: raw.dest,
    type: raw.type,
    default: raw.default ?? null,
    ...(raw.sample_default == null ? {} : { sample_default: raw.sample_default }),
    ...(raw.min == null ? {} : { min: raw.min }),
    ...(raw.max == null ? {} : { max: raw.max }),
    ...(raw.choices?.length ? { choices: raw.choices.map(([value, help]) => [value, help]) } : {}),
    ...(raw.help?.trim() ? { help: raw.help.trim() } : {}),
    ...(raw.required ? { required: true } : {}),
    ...(raw.secret ? { secret: true } : {}),
    ...(raw.mutable ? { mutable: true } : {}),
    ...(raw.advanced ? { advanced: true } : {}),
    ...(raw.deprecated_for_removal ? { deprecated_for_removal: true } : {}),
    ...(raw.deprecated_reason ? { deprecated_reason: raw.deprecated_reason.trim() } : {}),
    ...(raw.deprecated_since ? { deprecated_since: raw.deprecated_since } : {}),
    ...(raw.deprecated_opts?.length
      ? { deprecated_opts: raw.deprecated_opts.map(({ group, name }) => ({ group, name })) }
      : {}),
  };
}
