import { randomPassword } from '../../security/secret-values.ts';
import type { RescueDeps } from './deps.ts';

type Secrets = RescueDeps['secrets'];
type Machine = { id: string };

const nameOf = ({ id }: Machine) => `machine/${id}/rescue`;

/** Long enough to be guessed by nobody, short enough to be typed at a console. */
const passwordLength = 20;

/** The password of the rescue system; made at the first call, and good until it is forgotten. */
export async function rescuePassword(secrets: Secrets, machine: Machine): Promise<string> {
  const known = await findRescuePassword(secrets, machine);
  if (known !== undefined) return known;
  const value = randomPassword(passwordLength);
  await secrets.put({ name: nameOf(machine), value });
  return value;
}

export function findRescuePassword(secrets: Secrets, machine: Machine): Promise<string | undefined> {
  return secrets.newest(nameOf(machine));
}

export async function forgetRescuePassword(
  secrets: Pick<Secrets, 'forget'>,
  machine: Machine,
): Promise<void> {
  await secrets.forget(nameOf(machine));
}
