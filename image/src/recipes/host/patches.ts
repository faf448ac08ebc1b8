import type { GuardedPatch } from '../../patch.ts';

export const hostPatches: readonly GuardedPatch[] = [
  {
    path: '/usr/lib/python3/dist-packages/tempest/lib/services/network/subnets_client.py',
    find: `        # and deleting a subnet happens too early.
        time.sleep(10)
`,
    replace: `        # and deleting a subnet happens too early.
`,
    why: 'tempest sleeps 10 s in each deletion of a subnet, which makes most of the time of a run',
  },
  {
    path: '/usr/lib/python3/dist-packages/ironic/api/controllers/v1/node.py',
    find: `                rpc_node, patch, 'parent_node'):
            corrected_values['parent_node'] = parent_node.uuid
`,
    replace: `                rpc_node, patch, 'parent_node'):
            if parent_node.uuid != rpc_node.uuid:
                corrected_values['parent_node'] = parent_node.uuid
`,
    mendedBy: `            if parent_node.uuid != rpc_node.uuid:
                corrected_values['parent_node'] = parent_node.uuid
`,
    why: 'with 1:29.0.5-0+deb13u3 every PATCH of a node makes it its own parent, which hides and locks it',
  },
  {
    path: '/usr/lib/python3/dist-packages/ironic/drivers/modules/redfish/boot.py',
    find: `        # No unmanaged fallback for virtual media
        self._validate_driver_info(task)

    def prepare_ramdisk(self, task, ramdisk_params):
`,
    replace: `        # No unmanaged fallback for virtual media
        self._validate_driver_info(task)

    def validate_rescue(self, task):
        self._validate_driver_info(task)

    def prepare_ramdisk(self, task, ramdisk_params):
`,
    mendedBy: `    def validate_rescue(self, task):
`,
    why: 'Ironic 2025.1 refuses the rescue of machines that boot by virtual media: nothing says that they can',
  },
];
