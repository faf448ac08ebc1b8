/** Only a path of this console: an address in a link must not lead a person who signed in elsewhere. */
export function pathHere(to: string | undefined, origin: string): string {
  if (to === undefined || !URL.canParse(to, origin)) return '/';
  const url = new URL(to, origin);
  return url.origin === origin ? url.pathname + url.search + url.hash : '/';
}
