import type { User } from '@tuskar/contract/access.ts';
import type { Role } from '@tuskar/contract/permissions.ts';
import { ago } from './time.ts';

/** Who can sign in to the fake. The password is no secret: the fake serves nothing but made-up data. */
export const people: { name: string; role: Role; password: string }[] = [
  { name: 'alma', role: 'administrator', password: 'correct-horse-battery' },
  { name: 'oskar', role: 'operator', password: 'correct-horse-battery' },
  { name: 'vera', role: 'viewer', password: 'correct-horse-battery' },
];

export function sampleUsers(): User[] {
  return people.map(({ name, role }, index) => ({
    name,
    role,
    createdAt: ago({ days: 40 - index }),
    lastSignInAt: index === 2 ? null : ago({ hours: index }),
    disabled: false,
  }));
}
