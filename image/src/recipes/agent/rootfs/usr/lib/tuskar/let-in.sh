# Makes the user of the rescue system, with the password that Ironic sent, and starts the ssh server for it.
set -eu
id rescue >/dev/null 2>&1 || useradd --create-home --shell /bin/bash rescue
printf 'rescue:%s\n' "$(cat /etc/ipa-rescue-config/ipa-rescue-password)" | chpasswd --encrypted
rm -f /etc/ipa-rescue-config/ipa-rescue-password
echo 'rescue ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/rescue
chmod 440 /etc/sudoers.d/rescue
# The image has none: they would be the same on every machine.
ssh-keygen -A
systemctl start ssh.service
echo 'This machine runs the rescue system: sign in as rescue.'
