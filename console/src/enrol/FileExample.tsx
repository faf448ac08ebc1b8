const example = `pm_type,pm_addr,pm_user,pm_password,mac,name
redfish,https://198.18.48.11,root,calvin,52:54:00:12:00:01,cmp-001
redfish,https://198.18.48.12,root,calvin,52:54:00:12:00:02,cmp-002`;

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
