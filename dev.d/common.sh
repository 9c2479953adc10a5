# shellcheck shell=bash
# What every part uses: messages, folders, ports, secrets, JSON.

# Secrets and data are the person's own; the build, which is neither, gets the usual mask back.
usual_umask=$(umask)
umask 077

state=$(realpath -m -- "${MYCOPOD_HOME:-$root/.dev}")
logs=$state/log
lock=$state/mycopod-dev.lock
run=$state/run
web_port=${MYCOPOD_PORT:-8080}

# No compiler or build server may stay behind: whatever this script starts, it also ends.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false

# The person's own output and errors, also where a function's are sent to a log while a signal comes in.
exec 6>&1 7>&2
say() { printf '%s\n' "$*" >&6 || true; }

fail() {
  printf '%s\n' "$*" >&7 || true
  exit 1
}

need_git() {
  command -v git >/dev/null || fail "git is missing. Install it (apt-get install git) and run ./dev again."
}

# As root nothing is asked; a user is asked for a password by sudo, for Debian's packages only.
as_root() {
  if ((EUID == 0)); then "$@"; else sudo -- "$@"; fi
}

# --- folders -------------------------------------------------------------------------------------------------------

# "reset" deletes the whole folder, so it must never be one that holds anything else.
prepare_state() {
  if [[ -d $state && ! -e $lock && -n $(ls -A -- "$state") ]]; then
    fail "$state holds other files already. Choose an empty or a new folder with MYCOPOD_HOME."
  fi
  mkdir -p -- "$state" "$logs" "$run" "$state/secrets" ||
    fail "The state folder $state cannot be made. Choose another with MYCOPOD_HOME."
  touch -- "$lock"
  # Under root PostgreSQL runs as another user, who has to pass through here (and may list nothing).
  if ((EUID == 0)); then chmod 711 -- "$state"; fi
}

# File descriptor 9 holds the lock; no child keeps it, so that it goes when this script goes.
lock_state() {
  exec 9>>"$lock"
  flock -n 9
}

# --- ports ---------------------------------------------------------------------------------------------------------

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The port a part had the last time if it is free, so that what people noted down stays true; else another one.
# Below 32768, where the kernel takes the ports of outgoing connections from.
choose_port() {
  local name=$1 file=$state/run/$1.port port=
  [[ -s $file ]] && port=$(<"$file")
  for _ in {1..100}; do
    if [[ $port =~ ^[0-9]+$ && $port != "$web_port" ]] && port_is_free "$port"; then
      printf '%s\n' "$port" | tee -- "$file"
      return
    fi
    port=$((20000 + SRANDOM % 12000))
  done
  fail "No free port was found for $name on 127.0.0.1."
}

web_port_wrong() { fail "MYCOPOD_PORT is \"$web_port\": it has to be a number from 1 to 65535."; }

check_web_port() {
  [[ $web_port =~ ^[1-9][0-9]{0,4}$ ]] || web_port_wrong
  ((web_port <= 65535)) || web_port_wrong
  port_is_free "$web_port" ||
    fail "Port $web_port is in use. Stop what uses it, or take another: MYCOPOD_PORT=$((web_port % 65535 + 1)) ./dev up"
}

# --- secrets and JSON ----------------------------------------------------------------------------------------------

random_secret() { head -c 24 /dev/urandom | base64 -w0 | tr '+/' 'AZ'; }

# A secret that is made once and kept in its own file of mode 0600.
secret() {
  local file=$state/secrets/$1
  [[ -s $file ]] || write_file "$file" < <(random_secret)
  printf '%s' "$(<"$file")"
}

# Writes standard input to a file of mode 0600 at once: whoever reads it sees the old or the new content.
write_file() {
  cat >"$1.new"
  chmod 600 -- "$1.new"
  mv -f -- "$1.new" "$1"
}

json() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  printf '"%s"' "$text"
}
