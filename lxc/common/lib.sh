# shellcheck shell=bash
# What the scripts of a host share: where things lie, messages, files.

releases=/opt/mycopod/releases
current=/opt/mycopod/current
etc=/etc/mycopod
state=/var/lib/mycopod
backups=/var/backups/mycopod
account=mycopod
owner_account=mycopod-owner
database=mycopod

umask 077

# What fails in $(…) ends the script too.
shopt -s inherit_errexit

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

need_root() { ((EUID == 0)) || fail "Run this as root. Nothing was done."; }

# Writes standard input to a file at once: whoever reads it sees the old or the new content. put FILE OWNER:GROUP MODE
put() {
  local new=$1.new
  cat >"$new"
  [[ -s $new ]] || fail "Nothing came for $1, so it stays as it is."
  chown -- "$2" "$new"
  chmod -- "$3" "$new"
  mv -f -- "$new" "$1"
}

json() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  printf '"%s"' "$text"
}

# configure SAMPLE KEY=JSON ...: a configuration out of its sample. The first line of KEY gets the value, whether it was commented out or not;
# without a value it is commented out.
configure() {
  local sample=$1 pair line key indent
  local -A values=()
  shift
  for pair in "$@"; do values[${pair%%=*}]=${pair#*=}; done
  while IFS= read -r line; do
    key=
    if [[ $line =~ ^(\ *)(//\ *)?\"([A-Za-z]+)\": ]]; then
      indent=${BASH_REMATCH[1]}
      key=${BASH_REMATCH[3]}
    fi
    if [[ -z $key || ! -v values[$key] ]]; then
      printf '%s\n' "$line"
      continue
    fi
    if [[ -n ${values[$key]} ]]; then printf '%s"%s": %s,\n' "$indent" "$key" "${values[$key]}"; else printf '%s// %s\n' "$indent" "${line#"$indent"}"; fi
    unset "values[$key]"
  done <"$sample"
}

random_secret() { head -c 24 /dev/urandom | base64 -w0 | tr '+/' 'AZ'; }

# value_of FILE KEY: of a file of KEY=value lines, which is read and never run.
value_of() { sed -n "s/^$2=//p" "$1" | tail -n 1; }

role_of() { printf '%s' "$(<"$1/ROLE")"; }
version_of() { printf '%s' "$(<"$1/VERSION")"; }

service_of() { if [[ $1 == ui ]]; then echo mycopod-web; else echo mycopod-agent; fi; }
configuration_of() { if [[ $1 == ui ]]; then echo "$etc/web.json"; else echo "$etc/agent.json"; fi; }
program_of() { if [[ $2 == ui ]]; then echo "$1/program/MycoPod.Web"; else echo "$1/program/MycoPod.Reconciler"; fi; }

# as_account USER COMMAND...: without what root's environment holds.
as_account() {
  local user=$1
  shift
  env -i -C / PATH="$PATH" LANG=C.UTF-8 TERM="${TERM:-dumb}" DOTNET_EnableDiagnostics=0 MYCOPOD_CONFIG="$(configuration_of "$role")" \
    setpriv --reuid="$user" --regid="$user" --init-groups --no-new-privs -- "$@"
}

as_postgres() { (cd / && runuser -u postgres -- "$@"); }

# run_program FOLDER ARGUMENT...: the program of a release, as the service's own account.
run_program() {
  local folder=$1
  shift
  as_account "$account" "$(program_of "$folder" "$role")" "$@"
}

# The database's tables belong to an account of their own, which PostgreSQL knows by the name of its user here: nothing to keep secret.
migrate_with() { as_account "$owner_account" "$(program_of "$1" ui)" migrate --connection "Host=/var/run/postgresql;Database=$database;Username=mycopod_owner"; }

# wait_for SECONDS COMMAND...
wait_for() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || return 1
    sleep 0.5
  done
}

# Where Web listens, as this host reaches it: an https address before others.
own_web_address() {
  local url urls found=
  urls=$(sed -nE 's/^ *"urls": *"([^"]*)".*/\1/p' "$etc/web.json" | sed -n 1p)
  for url in ${urls//;/ }; do
    if [[ -z $found || ($url == https:* && $found != https:*) ]]; then found=$url; fi
  done
  sed -E 's#//(\*|\+|0\.0\.0\.0|\[::\])#//127.0.0.1#; s#/$##' <<<"${found:-http://127.0.0.1:8080}"
}

# A service is healthy when systemd calls it active and it says itself that it serves, with its database.
is_healthy() {
  systemctl is-active --quiet "$(service_of "$role")" || return 1
  if [[ $role == ui ]]; then
    curl --silent --insecure --max-time 5 "$(own_web_address)/readyz" | grep -q '"database":{"ok":true'
  else
    [[ -e $state/ready ]] && run_program "$folder" agent status
  fi
}

# --- folders to work in, which go with the script ------------------------------------------------------------------

work_folders=()

# make_work VARIABLE PARENT
make_work() {
  local made
  made=$(mktemp -d -- "$2/work.XXXXXX")
  work_folders+=("$made")
  printf -v "$1" '%s' "$made"
}

drop_work() { ((${#work_folders[@]} == 0)) || rm -rf -- "${work_folders[@]}"; }

# One of backup, restore and update at a time.
lock_host() {
  exec 9>/run/mycopod.lock
  flock -n 9 || fail "Another mycopod backup, restore or update is under way on this host. Nothing was done."
}

# From here on neither a lost terminal nor Ctrl-C leaves the host half changed.
go_on_whatever_comes() { trap '' HUP INT TERM PIPE; }

# --- the database --------------------------------------------------------------------------------------------------

as_superuser() { as_postgres psql -X -q -v ON_ERROR_STOP=1 -d postgres "$@"; }

has_database() { [[ -n $(as_postgres psql -X -At -d postgres -c "SELECT 1 FROM pg_database WHERE datname = '$database'") ]]; }

make_database() { as_superuser -c "CREATE DATABASE $1 OWNER mycopod_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"; }

# let_in ROLE...: nobody else.
let_in() {
  local name
  as_superuser -c "REVOKE ALL ON DATABASE $database FROM PUBLIC"
  for name in "$@"; do as_superuser -c "GRANT CONNECT ON DATABASE $database TO $name"; done
}

# Which migrations the tables have.
schema_version() { as_postgres psql -X -At -d "$database" -c 'SELECT "MigrationId" FROM runs.__migrations UNION ALL SELECT "MigrationId" FROM web.__migrations ORDER BY 1' 2>/dev/null || true; }
