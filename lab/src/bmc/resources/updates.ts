import type { Bmc } from '../bmc.ts';
import { openUrl } from '../http-get.ts';
import { partId } from '../ids.ts';
import { parseBody, SimpleUpdate } from '../redfish/body-schema.ts';
import { RedfishError } from '../redfish/error.ts';
import type { Call, Reply, Route } from '../redfish/route.ts';
import { collection, enabled, link, links, resource, root } from './build.ts';
import { showTask, taskPath } from './tasks.ts';

const service = `${root}/UpdateService`;
const inventory = `${service}/FirmwareInventory`;
const simpleUpdate = '#UpdateService.SimpleUpdate';

type Component = { component: string; version: string };

const componentsOf = ({ machine }: Bmc): Component[] => [
  ...machine.firmware,
  { component: 'BMC', version: machine.bmc.firmware },
];

const versionIn = (url: string): string | undefined =>
  /\d+(\.\d+)+/.exec(new URL(url).pathname.split('/').pop() ?? '')?.[0];

/**
 * Fetches the image to its end, then shows the version that its file name has: `BIOS_1.16.2.bin`. Which component it is for
 * is said by the target, or by its name in the file's.
 */
function update({ bmc, body }: Call): Reply {
  const request = parseBody(SimpleUpdate, body, { action: simpleUpdate });
  const { ImageURI, Targets = [], Username, Password } = request;
  const components = componentsOf(bmc);
  const [target] = Targets;
  const component = components.find((one) =>
    target === undefined
      ? ImageURI.toLowerCase().includes(one.component.toLowerCase())
      : target === `${inventory}/${partId(one.component)}`,
  )?.component;
  if (component === undefined) {
    const args = [JSON.stringify(Targets), 'Targets', simpleUpdate];
    throw new RedfishError(400, { message: 'ActionParameterValueNotInList', args });
  }
  const version = versionIn(ImageURI);
  if (version === undefined) {
    const args = [ImageURI, 'its name has no version'];
    throw new RedfishError(400, { message: 'ResourceAtUriInUnknownFormat', args });
  }
  const task = bmc.tasks.start(`Update of ${component}`, async (progress) => {
    const options = { verifyCertificate: false, user: Username, password: Password };
    const image = await openUrl(ImageURI, options);
    progress(10);
    for await (const chunk of image) void chunk;
    progress(90);
    bmc.state.firmware[component] = version;
    bmc.log.write('FirmwareUpdated', component, version);
  });
  return { status: 202, body: showTask(task), headers: { location: taskPath(task) } };
}

const showService = (): object => ({
  ...resource(service, 'UpdateService.v1_14_1', 'UpdateService', 'Update Service'),
  ServiceEnabled: true,
  Status: enabled,
  FirmwareInventory: link(inventory),
  Actions: {
    [simpleUpdate]: {
      target: `${service}/Actions/UpdateService.SimpleUpdate`,
      'TransferProtocol@Redfish.AllowableValues': ['HTTP', 'HTTPS'],
    },
  },
});

export const updateRoutes: Route[] = [
  { path: service, GET: showService },
  {
    path: inventory,
    GET: ({ bmc, query }) => {
      const ids = componentsOf(bmc).map(({ component }) => partId(component));
      return collection(
        inventory,
        'SoftwareInventory',
        'Firmware Inventory Collection',
        links(inventory, ids),
        query,
      );
    },
  },
  {
    path: `${inventory}/{component}`,
    GET: ({ bmc, params }) => {
      const found = componentsOf(bmc).find(({ component }) => partId(component) === params['component']);
      if (found === undefined) return undefined;
      const id = partId(found.component);
      return {
        ...resource(`${inventory}/${id}`, 'SoftwareInventory.v1_11_0', id, found.component),
        SoftwareId: id,
        Version: found.version,
        Updateable: true,
        Manufacturer: bmc.machine.manufacturer,
        Status: enabled,
      };
    },
  },
  { path: `${service}/Actions/UpdateService.SimpleUpdate`, POST: update },
];
