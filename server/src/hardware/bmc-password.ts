import { randomPassword } from '../security/secret-values.ts';

/** What IPMI 2.0 can carry at most, which many BMCs keep for all their users. */
const longestOfIpmi = 20;

const shortest = 8;

/**
 * A random password, no longer than a BMC takes; null or 0: it does not say. It has letters of both cases, a digit and a sign,
 * since the rules of BMCs ask for them, and none that needs quoting anywhere.
 */
export function newBmcPassword(longest: number | null): string {
  const length = Math.max(shortest, Math.min(longest || longestOfIpmi, longestOfIpmi));
  for (;;) {
    const text = randomPassword(length - 1);
    const password = `${text.slice(0, length / 2)}-${text.slice(length / 2)}`;
    if (/[a-z]/.test(password) && /[A-Z]/.test(password) && /\d/.test(password)) return password;
  }
}
