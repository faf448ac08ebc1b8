#!/bin/sh
# Becomes the process of the lab's BMCs, which starts the machines. Runs in the lab's network namespace and in a mount namespace of
# its own. The process and its machines see the image's tree, read-only, and nothing of the machine's but what is bound into it here:
# so their QEMU and firmware are those of the image, and whoever breaks out of a guest finds nothing.
#   launch.sh CGROUP USER IMAGE PROGRAM NODE BMC MACHINES SOCKETS DEVICES
set -eu
cgroup=$1 user=$2 root=$3 program=$4 node=$5 bmc=$6 machines=$7 sockets=$8 devices=$9

# First of all: whatever happens from here on, the keeper finds this process by its group. Each machine gets one beside it.
mkdir -p "$cgroup/bmcs"
echo $$ > "$cgroup/bmcs/cgroup.procs"
chown "$user:$user" "$cgroup" "$cgroup/cgroup.procs"

cd /
mount -n --bind "$root" "$root"
mount -n -o remount,bind,ro "$root"
mount -n --bind /proc "$root/proc"
mount -n -t tmpfs -o mode=0755,size=1m tmpfs "$root/dev"
mount -n -t tmpfs -o mode=1777,size=64m tmpfs "$root/tmp"
mount -n -t tmpfs -o mode=0755,size=1m tmpfs "$root/run"

# Nodes of its own, as a host has them.
for device in /dev/null /dev/zero /dev/full /dev/random /dev/urandom $devices; do
	mkdir -p "$root$(dirname "$device")"
	mknod -m 0666 "$root$device" c "0x$(stat -c %t "$device")" "0x$(stat -c %T "$device")"
done

mkdir -p "$root/run/program" "$root/run/state/lab/bmc" "$root/run/state/lab/machines" "$root/run/tuskar/bmc" "$root/run/groups"
touch "$root/run/node"
mount -n --bind "$program" "$root/run/program"
mount -n -o remount,bind,ro "$root/run/program"
mount -n --bind "$node" "$root/run/node"
mount -n --bind "$bmc" "$root/run/state/lab/bmc"
mount -n --bind "$machines" "$root/run/state/lab/machines"
mount -n --bind "$sockets" "$root/run/tuskar/bmc"
mount -n --bind "$cgroup" "$root/run/groups"

export TUSKAR_STATE_DIR=/run/state TUSKAR_RUN_DIR=/run/tuskar TUSKAR_GROUPS_DIR=/run/groups
exec chroot "$root" setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all \
	/run/node --max-semi-space-size=4 /run/program/lab/src/bmc/main.ts
