# Nothing starts while packages are installed.
printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
chmod 755 /usr/sbin/policy-rc.d

# GRUB's configuration is ours and never changes: it follows the links /vmlinuz and /initrd.img, which each new kernel sets.
# update-grub would look for the disk that the build runs on.
if ! dpkg-divert --list /usr/sbin/update-grub | grep -q .; then
  dpkg-divert --quiet --local --divert /usr/sbin/update-grub.unused --rename --add /usr/sbin/update-grub
fi
# The same modules for whatever machine it is written to, not those of the machine that builds.
mkdir -p /etc/initramfs-tools/conf.d
echo 'MODULES=most' >/etc/initramfs-tools/conf.d/tuskar
printf 'do_symlinks = yes\nlink_in_boot = no\n' >/etc/kernel-img.conf
