#!/bin/sh
# Makes the EFI system partition that Ironic puts on the boot medium of every machine.
#   make-esp.sh IMAGE
# The boot loader is GRUB's for CDs, which looks beside itself first: it is led to the medium's own configuration.
set -eu
image=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/grub.cfg" <<'END'
search --no-floppy --set=root --file /boot/grub/efiboot.img
set prefix=($root)/boot/grub
source $prefix/grub.cfg
END
esp=$work/esp.img
mkfs.vfat -C -F 12 -n ESP "$esp" 5760 >/dev/null
mmd -i "$esp" ::EFI ::EFI/BOOT
mcopy -i "$esp" /usr/lib/shim/shimx64.efi.signed ::EFI/BOOT/BOOTX64.EFI
mcopy -i "$esp" /usr/lib/grub/x86_64-efi-signed/gcdx64.efi.signed ::EFI/BOOT/grubx64.efi
mcopy -i "$esp" "$work/grub.cfg" ::EFI/BOOT/grub.cfg
chmod 0644 "$esp"
mv "$esp" "$image.new"
mv "$image.new" "$image"
