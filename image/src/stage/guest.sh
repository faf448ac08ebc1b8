# Run as: sh guest.sh RECIPE-DIRECTORY WORK-DIRECTORY OUT-DIRECTORY PACKAGE…
# Makes vmlinuz and initrd of the test guest: Debian's cloud kernel with the modules it needs on virtual
# hardware, and a busybox that is linked statically.
set -eu
recipe=$1
work=$2
out=$3
shift 3

rm -rf "$work"
mkdir -p "$work/packages" "$work/root"
for package; do
  dpkg-deb --extract "$package" "$work/packages"
done
version=$(ls "$work/packages/usr/lib/modules" 2>/dev/null || ls "$work/packages/lib/modules")
modules=$(find "$work/packages" -type d -path "*/lib/modules/$version")

cd "$work/root"
mkdir -p bin dev etc proc run sys tmp var/www "usr/lib/modules/$version"
ln -s usr/lib lib
cp "$(find "$work/packages" -type f -path "*/bin/busybox")" bin/busybox
cp -R "$recipe/rootfs/." .
chmod 755 init etc/udhcpc.script etc/acpi/PWRF/00000080

# Modules with all that they depend on, unpacked: busybox reads no xz.
depmod -b "$work/packages" -o "$work/depmod" "$version" 2>/dev/null || depmod -b "$work/packages/usr" "$version"
depends=$(find "$work/depmod" "$modules" -name modules.dep 2>/dev/null | head -1)
wanted() {
  while read -r module; do
    line=$(grep "/$module\.ko[^:]*:" "$depends" || true)
    # A module that is built in has no line.
    printf '%s\n' "$line" | tr -d ':' | tr ' ' '\n'
  done <"$recipe/modules" | grep . | sort -u
}
wanted | while read -r file; do
  target=usr/lib/modules/$version/${file%.xz}
  mkdir -p "$(dirname "$target")"
  case $file in
    *.xz) xz --decompress --stdout "$modules/$file" >"$target" ;;
    *) cp "$modules/$file" "$target" ;;
  esac
done
cp "$modules/modules.builtin" "$modules/modules.order" "usr/lib/modules/$version/"
depmod -b "$work/root" "$version"

# The same input gives the same archive.
find . -exec touch --no-dereference --date=@0 {} +
find . | LC_ALL=C sort | cpio --quiet --reproducible --owner=0:0 -o -H newc | gzip -9n >"$out/initrd"
cp "$(find "$work/packages" -type f -name 'vmlinuz-*')" "$out/vmlinuz"
chmod 644 "$out/initrd" "$out/vmlinuz"
