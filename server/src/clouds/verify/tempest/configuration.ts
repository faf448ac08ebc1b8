import type { CloudAccess } from '../../identity/registrar.ts';
import { renderIni } from '../../options/ini.ts';

export type TempestSettings = {
  access: CloudAccess;
  /** On the host where tempest runs. */
  directory: string;
  image: string;
  flavors: { first: string; second: string };
  externalNetwork: { id: string; name: string };
  /** Aliases of the network service's extensions: a test of one that is not there is skipped. */
  networkExtensions: string[];
};

export const caFile = 'ca.pem';

/** tempest.conf for a cloud as Tuskar deploys it. Tests that log in to a guest are off: the test guest has no ssh. */
export function tempestConfiguration(settings: TempestSettings): string {
  const { access, directory, image, flavors, externalNetwork, networkExtensions } = settings;
  return renderIni({
    DEFAULT: { log_file: `${directory}/tempest.log` },
    oslo_concurrency: { lock_path: `${directory}/lock` },
    auth: {
      use_dynamic_credentials: 'true',
      admin_username: 'admin',
      admin_password: access.adminPassword,
      admin_project_name: 'admin',
      admin_domain_name: 'Default',
    },
    identity: {
      auth_version: 'v3',
      uri_v3: access.authUrl,
      region: access.region,
      ca_certificates_file: `${directory}/${caFile}`,
      v3_endpoint_type: 'public',
    },
    compute: {
      image_ref: image,
      image_ref_alt: image,
      flavor_ref: flavors.first,
      flavor_ref_alt: flavors.second,
      region: access.region,
    },
    'compute-feature-enabled': { live_migration: 'false', config_drive: 'true' },
    image: { region: access.region },
    network: {
      region: access.region,
      public_network_id: externalNetwork.id,
      floating_network_name: externalNetwork.name,
    },
    'network-feature-enabled': { api_extensions: networkExtensions.toSorted().join(',') },
    validation: { run_validation: 'false' },
    service_available: {
      nova: 'true',
      neutron: 'true',
      glance: 'true',
      cinder: 'false',
      swift: 'false',
      horizon: 'true',
    },
  });
}
