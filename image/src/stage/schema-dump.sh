# Makes the schema of each database with the service's own migrations, in a throw-away server, and dumps it into
# /run/schema. A line of standard input is: NAME<tab>COMMAND, with CONFIG for the file that names the database.
#
# Each dump is then loaded into a second database, migrated again, and dumped again: a host loads the dump in
# place of running the migrations, so that must leave nothing to do for them.
set -eu
server=/tmp/server
socket=$server/socket
out=/run/schema
settings="--no-defaults --user=root --datadir=$server/data --socket=$socket --pid-file=$server/pid --skip-networking
  --character-set-server=utf8mb3 --innodb-log-file-size=16M --innodb-flush-log-at-trx-commit=0
  --innodb-doublewrite=0 --innodb-buffer-pool-size=64M --performance-schema=0"

mkdir "$server"
mariadb-install-db --no-defaults --user=root --datadir="$server/data" --skip-test-db \
  --auth-root-authentication-method=normal >"$server/install.log" 2>&1 || { cat "$server/install.log"; exit 1; }
# shellcheck disable=SC2086
mariadbd $settings >"$server/log" 2>&1 &
while ! mariadb-admin --no-defaults --socket="$socket" ping >/dev/null 2>&1; do
  kill -0 $! || { cat "$server/log"; exit 1; }
  sleep 0.1
done

sql() { mariadb --no-defaults --socket="$socket" "$@"; }
dump() {
  mariadb-dump --no-defaults --socket="$socket" --skip-comments --routines --triggers \
    --default-character-set=utf8mb4 "$1"
}
migrate() { # DATABASE COMMAND
  config=/tmp/$1.conf
  for section in database api_database placement_database; do
    printf '[%s]\nconnection = mysql+pymysql://root@localhost/%s?unix_socket=%s\n' "$section" "$1" "$socket"
  done >"$config"
  printf '[DEFAULT]\nuse_stderr = true\nlog_dir =\n' >>"$config"
  sql -e "CREATE DATABASE IF NOT EXISTS $1"
  # The command comes from the recipe and has no quoting.
  $(printf '%s' "$2" | sed "s#CONFIG#$config#")
}
make() { # NAME COMMAND
  migrate "$1" "$2"
  dump "$1" >"$out/.$1.sql"
  sql -e "CREATE DATABASE $1_again"
  sql "$1_again" <"$out/.$1.sql"
  migrate "$1_again" "$2"
  dump "$1_again" >"/tmp/$1.again"
  if ! diff "$out/.$1.sql" "/tmp/$1.again" >"/tmp/$1.diff"; then
    echo "$1: the migrations found something to do after the dump was loaded:"
    head -40 "/tmp/$1.diff"
    return 1
  fi
  mv "$out/.$1.sql" "$out/$1.sql"
  echo "$1: $(grep -c '^CREATE TABLE' "$out/$1.sql") tables"
}

jobs=
while IFS="$(printf '\t')" read -r name command; do
  ( set -e; make "$name" "$command" ) >"/tmp/$name.log" 2>&1 </dev/null &
  jobs="$jobs $!:$name"
done
failed=
for job in $jobs; do
  wait "${job%%:*}" || failed="$failed ${job#*:}"
done
for job in $jobs; do
  case "$failed " in
    *" ${job#*:} "*) tail -30 "/tmp/${job#*:}.log" ;;
    *) tail -1 "/tmp/${job#*:}.log" ;;
  esac
done
test -z "$failed" || { echo "failed:$failed"; exit 1; }
mariadb-admin --no-defaults --socket="$socket" shutdown
