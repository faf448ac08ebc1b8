/** A host for machines alone, as the lab has it. */
export const undercloudIntent = `name: under
hosts:
  - name: try-1
    roles: [undercloud]
networks:
  management:
    cidr: 198.18.0.0/20
  provisioning:
    cidr: 198.18.0.0/20
    gateway: 198.18.0.1
    dhcp:
      start: 198.18.8.0
      end: 198.18.15.254
`;
