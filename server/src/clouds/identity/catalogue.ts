import type { RegisteredEndpoint } from '../compile/compiled.ts';
import type { IdentityApi } from '../openstack/identity.ts';
import type { IdentityEndpoint } from '../openstack/schema.ts';
import type { Tally } from './tally.ts';

/** One address for all: the network between people and services is the same. */
const interfaces = ['public', 'internal', 'admin'];

type CatalogueWork = {
  identity: IdentityApi;
  region: string;
  endpoints: RegisteredEndpoint[];
  tally: Tally;
};

/** Makes the catalogue of the region hold the endpoints, side by side. */
export async function registerCatalogue(work: CatalogueWork): Promise<void> {
  const { identity, tally } = work;
  const [services, known] = await Promise.all([identity.services(), identity.endpoints()]);
  const ensureService = async ({ type, name }: RegisteredEndpoint): Promise<string> => {
    const service = services.find((one) => one.type === type);
    if (!service) {
      const id = await identity.createService({ type, name });
      tally.creates(`service ${name}`);
      return id;
    }
    if (service.name !== name) {
      await identity.renameService(service.id, name);
      tally.changes(`service ${name}`);
    } else tally.keeps();
    return service.id;
  };
  await Promise.all(
    work.endpoints.map(async (endpoint) => {
      const id = await ensureService(endpoint);
      const own = known.filter((one) => one.service_id === id && one.region_id === work.region);
      await Promise.all(interfaces.map((kind) => registerEndpoint(work, { endpoint, id, kind, own })));
    }),
  );
}

async function registerEndpoint(
  { identity, region, tally }: CatalogueWork,
  options: { endpoint: RegisteredEndpoint; id: string; kind: string; own: IdentityEndpoint[] },
): Promise<void> {
  const { endpoint, id, kind, own } = options;
  const { name, url } = endpoint;
  const there = own.find((one) => one.interface === kind);
  if (!there) {
    await identity.createEndpoint({ service_id: id, interface: kind, region_id: region, url });
    tally.creates(`${kind} endpoint of ${name}`);
  } else if (there.url !== url) {
    await identity.moveEndpoint(there.id, url);
    tally.changes(`${kind} endpoint of ${name}`);
  } else tally.keeps();
}
