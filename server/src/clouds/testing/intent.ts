/** A whole cloud on one host of the lab; what the tests of this room begin with. */
export const exampleIntent = `name: try
hosts:
  - name: try-1
    roles: [controller, compute, network]
networks:
  management:
    cidr: 198.18.0.0/20
  tunnel:
    cidr: 198.18.16.0/20
  external:
    cidr: 198.18.32.0/20
    gateway: 198.18.32.1
    pool:
      start: 198.18.40.0
      end: 198.18.47.254
`;

/** The same with every service that there is. */
export const wholeIntent = exampleIntent
  .replace('roles: [controller, compute, network]', 'roles: [controller, compute, network, undercloud]')
  .replace(
    'networks:\n',
    `networks:
  provisioning:
    cidr: 198.18.0.0/20
    dhcp:
      start: 198.18.8.0
      end: 198.18.15.254
`,
  );
