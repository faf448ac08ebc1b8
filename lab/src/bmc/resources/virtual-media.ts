import { type DriveName, driveNames } from '../drives.ts';
import { InsertMedia, parseBody, VirtualMediaPatch } from '../redfish/body-schema.ts';
import { RedfishError } from '../redfish/error.ts';
import { type Call, done, type Reply, type Route } from '../redfish/route.ts';
import { collection, enabled, links, paths, resource, root } from './build.ts';

const path = `${root}/Managers/{manager}/VirtualMedia`;
const here = ({ bmc }: Call) => `${paths.manager(bmc)}/VirtualMedia`;

const mediaTypes: Record<DriveName, string[]> = { Cd: ['CD', 'DVD'], UsbStick: ['USBStick'] };
const titles: Record<DriveName, string> = { Cd: 'Virtual CD', UsbStick: 'Virtual USB Stick' };

/** None where the BMC takes no virtual media. */
const drivesOf = ({ bmc }: Call): readonly DriveName[] =>
  bmc.machine.bmc.virtualMedia === false ? [] : driveNames;

const driveOf = (call: Call): DriveName | undefined =>
  drivesOf(call).find((name) => name === call.params['drive']);

function showDrive(call: Call): object | undefined {
  const drive = driveOf(call);
  if (drive === undefined) return undefined;
  const medium = call.bmc.drives.medium(drive);
  const self = `${here(call)}/${drive}`;
  return {
    ...resource(self, 'VirtualMedia.v1_6_4', drive, titles[drive]),
    MediaTypes: mediaTypes[drive],
    Image: medium?.url ?? null,
    ImageName: medium === null ? null : (new URL(medium.url).pathname.split('/').pop() ?? ''),
    Inserted: medium !== null,
    ConnectedVia: medium === null ? 'NotConnected' : 'URI',
    WriteProtected: medium?.writeProtected ?? true,
    TransferMethod: 'Upload',
    TransferProtocolType: medium?.url.startsWith('https:') ? 'HTTPS' : 'HTTP',
    VerifyCertificate: false,
    Status: enabled,
    Actions: {
      '#VirtualMedia.InsertMedia': { target: `${self}/Actions/VirtualMedia.InsertMedia` },
      '#VirtualMedia.EjectMedia': { target: `${self}/Actions/VirtualMedia.EjectMedia` },
    },
  };
}

function driveOrFail(call: Call): DriveName {
  const drive = driveOf(call);
  if (drive) return drive;
  throw new RedfishError(404, { message: 'ResourceMissingAtURI', args: [call.path] });
}

async function insert(call: Call): Promise<Reply> {
  const drive = driveOrFail(call);
  const action = '#VirtualMedia.InsertMedia';
  const { Image, WriteProtected, UserName, Password } = parseBody(InsertMedia, call.body, { action });
  await call.bmc.drives.insert(drive, {
    url: Image,
    writeProtected: WriteProtected ?? true,
    verifyCertificate: false,
    user: UserName,
    password: Password,
  });
  return done;
}

/** Some clients insert and eject by writing the properties. */
async function patch(call: Call): Promise<Reply> {
  const drive = driveOrFail(call);
  const resource = showDrive(call) ?? {};
  const { Image, Inserted, WriteProtected, UserName, Password } = parseBody(VirtualMediaPatch, call.body, {
    resource,
  });
  if (Image === null || Inserted === false) call.bmc.drives.eject(drive);
  else if (Image !== undefined) {
    await call.bmc.drives.insert(drive, {
      url: Image,
      writeProtected: WriteProtected ?? true,
      verifyCertificate: false,
      user: UserName,
      password: Password,
    });
  }
  return { status: 200, body: showDrive(call) ?? {} };
}

export const virtualMediaRoutes: Route[] = [
  {
    path,
    GET: (call) =>
      collection(
        here(call),
        'VirtualMedia',
        'Virtual Media Services',
        links(here(call), drivesOf(call)),
        call.query,
      ),
  },
  { path: `${path}/{drive}`, GET: showDrive, PATCH: patch },
  { path: `${path}/{drive}/Actions/VirtualMedia.InsertMedia`, POST: insert },
  {
    path: `${path}/{drive}/Actions/VirtualMedia.EjectMedia`,
    POST: (call) => {
      call.bmc.drives.eject(driveOrFail(call));
      return done;
    },
  },
];
