/**
 * Less than 0 where `a` is the earlier version, more where it is the later. Numbers count as numbers, so that 2.10 comes
 * after 2.9 and 06 is 6; what only separates them counts for nothing, nor do a 'v' in front, zeros at the end and a date
 * in parentheses: 'v2.54 (07/07/2023)' is 2.54. A letter behind a number makes it later, as makers of firmware use it
 * (1.2a mends 1.2), except where it announces the version: 2.0-rc1 is earlier than 2.0. Undefined: the two are of different
 * schemes, or of different families (GDC5602Q and JXTC104Q), and neither is later.
 */
export function compareVersions(a: string, b: string): number | undefined {
  const [left, right] = [piecesOf(a), piecesOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [one, other] = [left[index], right[index]];
    if (one === undefined) return 0 - weightOf(right.slice(index));
    if (other === undefined) return weightOf(left.slice(index));
    if (one === other) continue;
    if (typeof one === 'bigint' && typeof other === 'bigint') return one < other ? -1 : 1;
    // 2.0-rc1 and 2.0.1 part where one goes on with a number.
    if (isAnnouncement(one)) return -1;
    if (isAnnouncement(other)) return 1;
    if (index === 0 || typeof one !== typeof other) return undefined;
    return one < other ? -1 : 1;
  }
  return 0;
}

type Piece = bigint | string;

function piecesOf(version: string): Piece[] {
  const text = version
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\bv(?=[\s.]*\d)/g, ' ');
  return (text.match(/\d+|[a-z]+/g) ?? []).map((piece) => (/^\d/.test(piece) ? BigInt(piece) : piece));
}

const announcements = new Set<Piece>(['rc', 'alpha', 'beta', 'pre']);
const isAnnouncement = (piece: Piece): boolean => announcements.has(piece);

/** What a version that goes on like this where the other ends is, against that other. */
function weightOf(rest: Piece[]): number {
  const next = rest.find((piece) => piece !== 0n);
  if (next === undefined) return 0;
  return isAnnouncement(next) ? -1 : 1;
}
