# Roles say what a host runs: of the packages' units only those of the preset start by themselves.
systemctl --quiet preset-all
rm -f /etc/rc?.d/[SK]*

# Made up at installation, for one machine alone; each service makes its own again, or is given it.
rm -f /var/lib/rabbitmq/.erlang.cookie
rm -f /var/lib/openstack-dashboard/secret-key/.secret_key_store
rm -f /etc/iscsi/initiatorname.iscsi /etc/openvswitch/system-id.conf /etc/openvswitch/conf.db
rm -f /var/lib/keystone/keystone.db /var/lib/nova/*.sqlite /var/lib/neutron/*.sqlite /var/lib/glance/*.sqlite \
  /var/lib/placement/*.sqlite /var/lib/ironic/*.sqlite

# The database server's data directory stays as mariadb-install-db made it: its only ways in are the users root and
# mysql of the host itself. Its log of changes is mostly empty: as holes it costs a host nothing to copy.
rm -f /var/lib/mysql/ib_buffer_pool
fallocate --dig-holes /var/lib/mysql/ib_logfile0
