#!/bin/sh
# Becomes the systemd-nspawn of one lab host. Runs in the lab's network namespace and in a mount namespace of its own, so that
# the kernel removes every mount and virtual cable below when the host's last process ends.
#   launch.sh NAME DIRECTORY LOWER CGROUP DEVICES [OUTSIDE INSIDE BRIDGE MTU MAC]...
set -eu
name=$1 directory=$2 lower=$3 cgroup=$4 devices=$5
shift 5

# First of all: whatever happens from here on, the keeper finds this process by its group.
mkdir -p "$cgroup"
echo $$ > "$cgroup/cgroup.procs"

cd "$directory"
mount -n -t overlay "tuskar-$name" -o "lowerdir=$lower,upperdir=upper,workdir=work" root

# nspawn keeps locks and mount points in /run/systemd; here they are nobody else's and go with the namespace.
mount -n -t tmpfs -o mode=0755,size=1m tmpfs /run
touch /run/host-netns
unshare --net=/run/host-netns true

while [ $# -gt 0 ]; do
	# A cable that a killed predecessor left, its other end in a namespace that is just going away.
	ip link del "$1" 2>/dev/null || true
	ip link add "$1" mtu "$4" type veth peer name "$2" mtu "$4" address "$5" netns /run/host-netns
	ip link set "$1" master "$3" up
	shift 5
done

# Nodes of the host's own: it sets owner and mode of what it finds in /dev, and must not do so to the machine's.
set --
mkdir /run/devices
for device in $devices; do
	node=/run/devices/$(basename "$device")
	mknod -m 0666 "$node" c "0x$(stat -c %t "$device")" "0x$(stat -c %T "$device")"
	set -- "$@" "--bind=$node:$device"
done

# API_VFS_WRITABLE: with a network namespace made by others nspawn would mount /proc/sys/net read-only.
export SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 SYSTEMD_NSPAWN_API_VFS_WRITABLE=network
exec systemd-nspawn --quiet --settings=no --register=no --keep-unit --boot --machine="$name" --directory="$directory/root" \
	--network-namespace-path=/run/host-netns --capability=all --suppress-sync=yes --link-journal=no --resolv-conf=off \
	--timezone=off --console=read-only "$@"
