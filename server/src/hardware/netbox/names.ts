const longest = 63;

/** A name of NetBox's as one of ours: lower-case letters, digits and hyphens. Empty where nothing of it is left. */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, '');
}

/**
 * 'r1' in 'dc1' → 'dc1-r1': names are unique in all of Tuskar, in NetBox only within what they are in. What begins with
 * the name of the whole already stays as it is.
 */
export function within(whole: string, part: string): string {
  return part === whole || part.startsWith(`${whole}-`) ? part : slug(`${whole}-${part}`);
}
