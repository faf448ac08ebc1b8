systemctl --quiet enable tuskar-first-boot.service tuskar-user-data.service systemd-timesyncd.service
mkdir -p /boot/efi /var/lib/tuskar
test -e /vmlinuz
test -e /initrd.img
