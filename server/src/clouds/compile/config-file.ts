import type { FileItem } from '@tuskar/contract/part.ts';
import type { Options, OptionSchemas } from '../options/option.ts';
import { underCurrentNames } from '../options/rename.ts';
import { renderConfig } from '../options/render.ts';
import type { ConfigFile, IniSections } from '../services/module.ts';
import { hasSecret } from './secret-token.ts';

/** A file's sections with the operator's over them; a section or key that is new comes last. */
export function mergeSections(own: IniSections, overrides: IniSections | undefined): IniSections {
  if (overrides === undefined) return own;
  const merged: IniSections = { ...own };
  for (const [section, values] of Object.entries(overrides)) merged[section] = { ...own[section], ...values };
  return merged;
}

/** The file as the converge program writes it. */
export function renderConfigFile(
  file: ConfigFile,
  { overrides, schemas }: { overrides: IniSections | undefined; schemas: OptionSchemas },
): FileItem {
  const options: Options | undefined = schemas.get(file.schema);
  const renamed = overrides && underCurrentNames(overrides, options);
  const content = renderConfig(mergeSections(file.sections, renamed), options);
  return {
    kind: 'file',
    id: file.id,
    path: file.path,
    owner: file.owner,
    group: file.group,
    mode: file.mode,
    content,
    ...(file.after === undefined ? {} : { after: file.after }),
    ...(hasSecret(content) ? { sensitive: true as const } : {}),
  };
}
