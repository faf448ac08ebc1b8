# The agent is the only thing that starts by itself, with what it needs.
systemctl --quiet preset-all
systemctl --quiet mask apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer fstrim.timer e2scrub_all.timer
rm -f /etc/rc?.d/[SK]*
rm -f /etc/ironic-python-agent/ironic-python-agent.conf
# Where the agent writes what the user of the rescue system signs in with.
install -d -m 700 /etc/ipa-rescue-config
