# Nothing starts while packages are installed.
printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
chmod 755 /usr/sbin/policy-rc.d

# The users who own data on a host have the same numbers in every image, so that a host's data survives
# the change of its image. Debian has fixed those of glance, libvirt-qemu and apache itself.
# Written by hand: useradd is not there yet.
user() { # NUMBER NAME HOME [SHELL]
  grep -q "^$2:" /etc/group || echo "$2:x:$1:" >>/etc/group
  grep -q "^$2:" /etc/passwd || echo "$2:x:$1:$1::$3:${4:-/usr/sbin/nologin}" >>/etc/passwd
}
user 650 mysql /nonexistent /bin/false
user 651 rabbitmq /var/lib/rabbitmq
user 652 haproxy /var/lib/haproxy
user 653 keystone /var/lib/keystone
user 654 placement /var/lib/placement
user 655 nova /var/lib/nova /bin/sh
user 656 neutron /var/lib/neutron
user 657 ironic /var/lib/ironic

mkdir -p /var/lib/tuskar-build

# Packages compile their Python modules one after another, each with a process of its own; python.sh does
# it at once for all and on every processor.
if ! dpkg-divert --list /usr/bin/py3compile | grep -q .; then
  dpkg-divert --quiet --local --divert /usr/bin/py3compile.diverted --rename --add /usr/bin/py3compile
fi
cat >/usr/bin/py3compile <<'STUB'
#!/bin/sh
echo "$*" >>/var/lib/tuskar-build/py3compile
STUB
chmod 755 /usr/bin/py3compile

# openstack-dashboard collects and compresses its files twice, at configuration and as a trigger;
# dashboard.sh does it once, beside other work.
if ! dpkg-divert --list /usr/share/openstack-dashboard/manage.py | grep -q .; then
  dpkg-divert --quiet --local --divert /usr/share/openstack-dashboard/manage.diverted --rename \
    --add /usr/share/openstack-dashboard/manage.py
fi
