#!/bin/sh
# Runs Ironic out of a root file system that stays as it is. The mounts go with the process's namespace.
#   PASSWORD=… run-ironic.sh ROOT DIRECTORY
# DIRECTORY has ironic.conf, and keeps the database between two runs.
set -eu
root=$1 directory=$2
cd "$directory"
mkdir -p upper work root
mount -n -t overlay ironic-test -o "lowerdir=$root,upperdir=upper,workdir=work" root
mount -n -t proc proc root/proc
mount -n --rbind /dev root/dev
mkdir -p root/tmp/ironic/http root/tmp/ironic/tftp
cp ironic.conf root/tmp/ironic/
chroot root python3 -c 'import bcrypt, os
hashed = bcrypt.hashpw(os.environ["PASSWORD"].encode(), bcrypt.gensalt(4)).decode()
open("/tmp/ironic/htpasswd", "w").write(f"tuskar:{hashed}\n")'
[ -e root/tmp/ironic/ironic.sqlite ] ||
	chroot root ironic-dbsync --config-file /tmp/ironic/ironic.conf create_schema
exec chroot root ironic --config-file /tmp/ironic/ironic.conf
