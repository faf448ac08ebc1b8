# Run as: sh -c … disk DISK-UUID ROOT-UUID ESP-UUID ESP-MEGABYTES SPARE-MEGABYTES COMMAND-LINE
# Makes /run/disk/disk.qcow2 of /run/tree: a GPT with an EFI system partition and a root. Nothing is mounted and no loop
# device is used: each part is written at its place in the file.
disk=$1 root=$2 esp=$3 esp_megabytes=$4 spare=$5 command_line=$6
tree=/run/tree
raw=/run/disk/disk.raw
work=/tmp/esp
# FAT has a serial number of 32 bits.
serial=$(printf '%s' "$esp" | cut -c1-8)

cat >$tree/etc/fstab <<FSTAB
UUID=$root / ext4 errors=remount-ro,x-systemd.growfs 0 1
UUID=$(printf '%s' "$serial" | tr a-f A-F | sed 's/^..../&-/') /boot/efi vfat umask=0077,nofail 0 2
FSTAB

used=$(du --summarize --block-size=1M $tree | cut -f1)
root_megabytes=$((used + used / 12 + spare))
rm -f $raw
truncate --size=$((1 + esp_megabytes + root_megabytes + 1))M $raw
sfdisk --quiet $raw <<TABLE
label: gpt
label-id: $disk
start=1MiB, size=${esp_megabytes}MiB, type=U, uuid=$esp, name=esp
start=$((1 + esp_megabytes))MiB, size=${root_megabytes}MiB, type=4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709, uuid=$root, name=root
TABLE

mke2fs -q -t ext4 -U "$root" -L root -E "offset=$(((1 + esp_megabytes) * 1048576)),hash_seed=$root,lazy_itable_init=1" \
  -d $tree $raw ${root_megabytes}M

# Firmware starts shim, which Microsoft signed, from the place for disks it has never seen; shim starts Debian's GRUB, and
# that reads the configuration of its own directory. FAT16: a FAT32 of this size has too few clusters for some firmware.
mkdir -p $work/EFI/BOOT $work/EFI/debian
cp /usr/lib/shim/shimx64.efi.signed $work/EFI/BOOT/BOOTX64.EFI
cp /usr/lib/shim/shimx64.efi.signed $work/EFI/debian/shimx64.efi
for directory in BOOT debian; do
  cp /usr/lib/shim/mmx64.efi.signed $work/EFI/$directory/mmx64.efi
  cp /usr/lib/grub/x86_64-efi-signed/grubx64.efi.signed $work/EFI/$directory/grubx64.efi
done
cat >$work/EFI/debian/grub.cfg <<GRUB
set timeout=1
serial --unit=0 --speed=115200
terminal_input console serial
terminal_output console serial
search --no-floppy --fs-uuid --set=root $root
menuentry 'Tuskar host' {
  linux /vmlinuz root=UUID=$root $command_line
  initrd /initrd.img
}
GRUB
mformat -i $raw@@1M -N "$serial" -v ESP -T $((esp_megabytes * 2048)) -h 64 -s 32 ::
mcopy -i $raw@@1M -s $work/EFI ::

# Machines get it over HTTP and unpack it in memory: what is empty must cost nothing there, and little what is not.
qemu-img convert -q -f raw -O qcow2 -c -o compression_type=zstd,cluster_size=1M $raw /run/disk/disk.qcow2
rm -f $raw
