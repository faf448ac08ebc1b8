# Takes out of the tree what must not be in an image: the identity of a machine, what the build left behind,
# and what postinst made for one machine alone.
rm -f /usr/sbin/policy-rc.d
rm -f /etc/hostname /etc/resolv.conf /var/lib/dbus/machine-id /var/lib/systemd/random-seed
: >/etc/machine-id
rm -f /etc/ssh/ssh_host_*
rm -f /etc/ssl/private/ssl-cert-snakeoil.key /etc/ssl/certs/ssl-cert-snakeoil.pem

# The mirror of the build, with its proxy and perhaps its credentials, is the build machine's own matter.
rm -f /etc/apt/sources.list /etc/apt/sources.list.d/* /etc/apt/apt.conf.d/*mmdebstrap
rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/* /var/cache/apt/*.bin
rm -f /var/cache/debconf/passwords.dat /var/cache/debconf/*-old /var/lib/dpkg/*-old
rm -rf /var/lib/tuskar-build

find /var/log -type f -delete
rm -rf /root/.cache /root/.ansible /var/tmp/*

# What systemd would do at the first boot of every host, since /usr is new to it: done once, here.
if [ -x /usr/lib/systemd/systemd-update-done ]; then
  ldconfig
  journalctl --quiet --update-catalog
  /usr/lib/systemd/systemd-update-done
fi
