# shellcheck shell=bash
# A private PostgreSQL cluster from the machine's own binaries. Its superuser is reached through a socket in a folder of
# mode 0700 only; over TCP there are the three roles, with passwords.

pg_port=

# People's own settings for psql and its relatives are not meant for this cluster.
unset PGHOST PGHOSTADDR PGPORT PGUSER PGDATABASE PGPASSWORD PGPASSFILE PGSERVICE PGOPTIONS PGDATA PGSSLMODE

# PostgreSQL refuses to run as root; anyone else runs it as themselves. Used as  "${as_pg_user[@]}" COMMAND...
# (A change of user makes the kernel forget the signal that "detached" asked for.)
as_pg_user=()
if ((EUID == 0)); then as_pg_user=(setpriv --reuid=postgres --regid=postgres --init-groups --pdeathsig INT --); fi

# The folder itself: the way over a link in the state folder may be closed to PostgreSQL's user.
pg_home() { readlink -f -- "$state/pg"; }

# The binaries that fit the data; for new data the newest.
pg_binaries() {
  local version='*' newest
  if [[ -s $state/pg/data/PG_VERSION ]]; then version=$(<"$state/pg/data/PG_VERSION"); fi
  newest=$(compgen -G "/usr/lib/postgresql/$version/bin/postgres" | sort -V | tail -n 1) || true
  [[ -n $newest ]] ||
    fail "The data in $state are PostgreSQL $version's, which is not installed. Install postgresql-$version, or start anew with ./dev reset."
  dirname "$newest"
}

# The data lie in the state folder where PostgreSQL's user can get there, else where the machine's own clusters lie.
pg_choose_home() {
  [[ -d $state/pg ]] && return
  rm -f -- "$state/pg"
  if ((EUID != 0)); then
    mkdir -m 700 -- "$state/pg"
  elif "${as_pg_user[@]}" test -x "$state"; then
    install -d -m 700 -o postgres -g postgres -- "$state/pg"
  else
    pg_choose_home_elsewhere
  fi
}

pg_elsewhere=/var/lib/mycopod-dev

pg_choose_home_elsewhere() {
  local home
  home=$pg_elsewhere/$(sha256sum <<<"$state" | head -c 16)
  install -d -m 755 -- "$pg_elsewhere"
  install -d -m 700 -o postgres -g postgres -- "$home"
  ln -s -- "$home" "$state/pg"
}

# Made under another name first: a folder called "data" is a complete one.
pg_init() {
  local bin=$1 home
  home=$(pg_home)
  [[ -s $home/data/PG_VERSION ]] && return
  rm -rf -- "$home/data" "$home/data.new"
  run_step env -C / "${as_pg_user[@]}" "$bin/initdb" -D "$home/data.new" -U postgres --locale=C.UTF-8 --encoding=UTF8 \
    --auth-local=trust --auth-host=scram-sha-256 >"$logs/initdb.log" 2>&1 ||
    fail "The database could not be made. The reason is at the end of $logs/initdb.log"
  pg_access >"$home/data.new/pg_hba.conf"
  mv -- "$home/data.new" "$home/data"
}

pg_access() {
  cat <<'TEXT'
# The socket lies in a folder that only this cluster's user can enter.
local  all      postgres                                                    trust
host   mycopod  mycopod_owner,mycopod_web,mycopod_agent  127.0.0.1/32       scram-sha-256
TEXT
}

# Left by a machine that went down; PostgreSQL itself can be misled when another process got the number since.
pg_forget_dead_server() {
  local data=$1 pid
  local file=$data/postmaster.pid
  [[ -s $file ]] || return 0
  read -r pid <"$file"
  if [[ $(readlink "/proc/$pid/cwd" 2>/dev/null) == "$data" ]]; then stop_pid "$pid" INT 300; fi
  rm -f -- "$file"
}

start_postgres() {
  local bin home socket
  pg_choose_home
  home=$(pg_home)
  socket=$home/socket
  bin=$(pg_binaries)
  pg_init "$bin"
  pg_forget_dead_server "$home/data"
  ((${#socket} <= 90)) || fail "The path of the state folder is too long for PostgreSQL's socket ($state). Choose a shorter one with MYCOPOD_HOME."
  rm -rf -- "$socket"
  "${as_pg_user[@]}" mkdir -m 700 -- "$socket"
  pg_port=$(choose_port postgres)
  new_log postgres
  start postgres env -C / "${as_pg_user[@]}" "$bin/postgres" -D "$home/data" -p "$pg_port" \
    -c listen_addresses=127.0.0.1 -c "unix_socket_directories=\"$socket\"" -c password_encryption=scram-sha-256
  wait_until postgres 120 "$bin/pg_isready" -q -h "$socket" -p "$pg_port" -U postgres -d postgres
  pg_roles "$bin" "$socket"
}

# The same at every start, so that a start that was cut short is made good by the next one. A statement that fails is not
# logged: it may hold a password.
pg_roles() {
  local bin=$1 socket=$2 sql role
  sql=$'SET log_min_error_statement = panic;\n'
  for role in mycopod_owner mycopod_web mycopod_agent; do
    sql+="SELECT 'CREATE ROLE $role' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '$role') \\gexec"$'\n'
    sql+="ALTER ROLE $role LOGIN PASSWORD '$(secret "$role")';"$'\n'
  done
  sql+="SELECT 'CREATE DATABASE mycopod OWNER mycopod_owner' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'mycopod') \\gexec"$'\n'
  sql+=$'REVOKE ALL ON DATABASE mycopod FROM PUBLIC;\nGRANT CONNECT ON DATABASE mycopod TO mycopod_web, mycopod_agent;\n'
  run_step_with_input "$sql" env -C / "${as_pg_user[@]}" "$bin/psql" -X -q -v ON_ERROR_STOP=1 -h "$socket" -p "$pg_port" \
    -U postgres -d postgres >"$logs/roles.log" 2>&1 ||
    fail "The database's roles could not be made. The reason is at the end of $logs/roles.log"
}

pg_connection() {
  printf 'Host=127.0.0.1;Port=%s;Database=mycopod;Username=%s;Password=%s' "$pg_port" "$1" "$(secret "$1")"
}

# Throws away data that lie outside the state folder, and only if this script put them there.
pg_reset() {
  local home
  [[ -L $state/pg ]] || return 0
  home=$(readlink -- "$state/pg")
  [[ $home == "$pg_elsewhere/$(sha256sum <<<"$state" | head -c 16)" ]] || return 0
  rm -rf -- "$home"
  rmdir -- "$pg_elsewhere" 2>/dev/null || true
}
