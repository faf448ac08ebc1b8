# Shows which network the build has.
ls /sys/class/net >/etc/tuskar-mini-interfaces
