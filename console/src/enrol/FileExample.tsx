const nodes = [1, 2].map((index) => ({
  name: `cmp-00${index}`,
  pm_type: 'redfish',
  pm_addr: `https://198.18.48.1${index}`,
  pm_system_id: '/redfish/v1/Systems/1',
  pm_user: 'root',
  pm_password: 'calvin',
  mac: [`52:54:00:12:00:0${index}`],
}));

const example = JSON.stringify({ nodes }, null, 2);

/** What a file may look like, for somebody who has none yet. */
export function FileExample() {
  return (
    <div className="tuskar-form-width tuskar-stack">
      <p>
        Takes instackenv files (JSON, YAML, or CSV with a header or without) and the files of{' '}
        <code>openstack baremetal create</code>. Nothing is enrolled before you have seen what is in it: what
        is new, what is known already, and everything that is wrong.
      </p>
      <details className="tuskar-more">
        <summary>What such a file looks like</summary>
        <pre className="tuskar-example">{example}</pre>
      </details>
    </div>
  );
}
