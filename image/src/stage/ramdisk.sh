# Packs /run/tree into /run/boot: the kernel, and everything else as its initramfs.
cd /run/tree
cp boot/vmlinuz-* /run/boot/vmlinuz
chmod 644 /run/boot/vmlinuz
ln -sf usr/lib/systemd/systemd init

# What this build wrote, and not the packages, has the time of the build: without it the same input gives the same archive.
find . -mmin -1500 -exec touch --no-dereference --date=@0 {} +
find . \( -path ./boot -o -path ./var/lib/apt -o -path ./var/cache -o -path ./vmlinuz\* -o -path ./initrd\* \) -prune -o -print |
  LC_ALL=C sort | cpio --quiet --reproducible -o -H newc | zstd --quiet -T0 -6 -o /run/boot/initramfs
test -s /run/boot/initramfs
