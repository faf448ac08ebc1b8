import { AccountPatch, parseBody } from '../redfish/body-schema.ts';
import { type Call, done, type Route } from '../redfish/route.ts';
import { collection, enabled, link, links, resource, root } from './build.ts';

const service = `${root}/AccountService`;
const account = `${service}/Accounts/1`;
const role = `${service}/Roles/Administrator`;

const showAccount = ({ bmc }: Call) => ({
  ...resource(account, 'ManagerAccount.v1_12_1', '1', 'User Account'),
  Enabled: true,
  Locked: false,
  UserName: bmc.machine.bmc.user,
  /** Never said. */
  Password: null,
  RoleId: 'Administrator',
  AccountTypes: ['Redfish'],
  Links: { Role: link(role) },
});

export const accountRoutes: Route[] = [
  {
    path: service,
    GET: () => ({
      ...resource(service, 'AccountService.v1_15_1', 'AccountService', 'Account Service'),
      ServiceEnabled: true,
      Status: enabled,
      MinPasswordLength: 8,
      MaxPasswordLength: 64,
      AccountLockoutThreshold: 0,
      Accounts: link(`${service}/Accounts`),
      Roles: link(`${service}/Roles`),
    }),
  },
  {
    path: `${service}/Accounts`,
    GET: ({ query }) =>
      collection(
        `${service}/Accounts`,
        'ManagerAccount',
        'Accounts Collection',
        links(`${service}/Accounts`, ['1']),
        query,
      ),
  },
  {
    path: account,
    GET: showAccount,
    PATCH: (call) => {
      const { Password } = parseBody(AccountPatch, call.body, { resource: showAccount(call) });
      if (Password !== undefined) call.bmc.setPassword(Password);
      return done;
    },
  },
  {
    path: `${service}/Roles`,
    GET: ({ query }) =>
      collection(
        `${service}/Roles`,
        'Role',
        'Roles Collection',
        links(`${service}/Roles`, ['Administrator']),
        query,
      ),
  },
  {
    path: role,
    GET: () => ({
      ...resource(role, 'Role.v1_3_2', 'Administrator', 'User Role'),
      RoleId: 'Administrator',
      IsPredefined: true,
      AssignedPrivileges: [
        'Login',
        'ConfigureManager',
        'ConfigureUsers',
        'ConfigureSelf',
        'ConfigureComponents',
      ],
    }),
  },
];
