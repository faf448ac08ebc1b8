import type { ServiceUser } from '../compile/compiled.ts';
import type { IdentityApi } from '../openstack/identity.ts';
import type { Tally } from './tally.ts';

const serviceProject = 'service';
/** Services act as administrators of their own project, and say with 'service' that they are services. */
const serviceRoles = ['admin', 'service'];

type UserWork = {
  identity: IdentityApi;
  users: ServiceUser[];
  passwords: ReadonlyMap<string, string>;
  /** Whether a user that exists signs in with the password. */
  accepts: (name: string, password: string) => Promise<boolean>;
  tally: Tally;
};

/** Makes the services' users with their roles, side by side. */
export async function registerUsers(work: UserWork): Promise<void> {
  const { identity, tally } = work;
  const [projects, roles, known] = await Promise.all([
    identity.projects(),
    identity.roles(),
    identity.users(),
  ]);
  const ensureProject = async (): Promise<string> => {
    const project = projects.find((one) => one.name === serviceProject);
    if (project) {
      tally.keeps();
      return project.id;
    }
    const id = await identity.createProject({ name: serviceProject, description: 'Users of services' });
    tally.creates(`project ${serviceProject}`);
    return id;
  };
  const ensureRole = async (name: string): Promise<string> => {
    const role = roles.find((one) => one.name === name);
    if (role) {
      tally.keeps();
      return role.id;
    }
    const id = await identity.createRole(name);
    tally.creates(`role ${name}`);
    return id;
  };
  const [project, roleIds] = await Promise.all([ensureProject(), Promise.all(serviceRoles.map(ensureRole))]);
  const assigned = await identity.assignments(project);
  await Promise.all(
    work.users.map(async ({ name }) => {
      const user = await ensureUser(work, { name, id: known.find((one) => one.name === name)?.id, project });
      const held = new Set(assigned.filter((one) => one.user?.id === user).map((one) => one.role.id));
      for (const role of roleIds) {
        if (held.has(role)) tally.keeps();
        else {
          await identity.grant({ project, user, role });
          tally.creates(`role of ${name} in project ${serviceProject}`);
        }
      }
      await ensurePassword(work, { name, id: user, isNew: !known.some((one) => one.name === name) });
    }),
  );
}

async function ensureUser(
  { identity, passwords, tally }: UserWork,
  { name, id }: { name: string; id: string | undefined; project: string },
): Promise<string> {
  if (id !== undefined) return id;
  const made = await identity.createUser({ name, password: passwords.get(name) ?? '' });
  tally.creates(`user ${name}`);
  return made;
}

/** After the roles: signing in to the project needs one. */
async function ensurePassword(
  { identity, passwords, accepts, tally }: UserWork,
  { name, id, isNew }: { name: string; id: string; isNew: boolean },
): Promise<void> {
  const password = passwords.get(name) ?? '';
  if (isNew) return;
  if (await accepts(name, password)) tally.keeps();
  else {
    await identity.setPassword(id, password);
    tally.changes(`password of user ${name}`);
  }
}
