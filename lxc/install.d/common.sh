# shellcheck shell=bash
# What installing and uninstalling share: messages, the state file, the tools of the node.

home=/var/lib/mycopod-install
state=$home/state
log=$home/log
# In memory, so that no secret reaches a disk of the node; it is removed when the script ends.
work=/run/mycopod-install

umask 077

# No tool that runs from here finds the settings in its environment: one may be a secret.
for name in ${!var_*}; do export -n "${name?}"; done

# The person's own output and errors, also where a function's are sent to the log while a signal comes in.
exec 6>&1 7>&2
say() { printf '%s\n' "$*" >&6 || true; }

warn() { printf '%s\n' "$*" >&7 || true; }

fail() {
  warn "$*"
  exit 1
}

need_root() { ((EUID == 0)) || fail "Run this as root on the Proxmox VE host. Nothing was done."; }

need_tools() {
  local tool missing=()
  for tool in "$@"; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  ((${#missing[@]} == 0)) || fail "This is no Proxmox VE host: ${missing[*]} cannot be found. Nothing was done."
}

# File descriptor 9 holds the lock. What the node's tools start may live long, so it is never theirs.
open_home() {
  mkdir -p -- "$home"
  exec 9>>"$home/lock"
  flock -n 9 || fail "MycoPod is being installed or uninstalled on this node already. Nothing was done."
  rm -rf -- "$work"
  mkdir -- "$work"
  read_state
}

# --- the state file: KEY=value lines, read and never run, of which the last one counts; no secret stands in it -----------

declare -A memory=()

read_state() {
  local line
  [[ -e $state ]] || return 0
  while IFS= read -r line; do memory[${line%%=*}]=${line#*=}; done <"$state"
}

kept() { printf '%s' "${memory[$1]-}"; }

keep() {
  [[ ${memory[$1]-} != "$2" ]] || return 0
  memory[$1]=$2
  printf '%s=%s\n' "$1" "$2" >>"$state"
}

forget() {
  local key
  for key in "$@"; do keep "$key" ""; done
}

# value_of KEY: of KEY=value lines on standard input.
value_of() { sed -n "s/^$1=//p" | tail -n 1; }

# --- the tools of the node ------------------------------------------------------------------------------------------

# A tool neither reads the answers that are meant for this script nor keeps its lock.
node() {
  printf -- '--- %(%F %T)T %s %s\n' -1 "$1" "$2" >>"$log"
  "$@" </dev/null 6>&- 7>&- 9>&-
}

# run TOOL...: its output goes to the log.
run() { node "$@" >>"$log" 2>&1; }

# must WHAT TOOL...: the same; a failure ends everything, with the reason.
must() {
  local what=$1
  shift
  run "$@" || failed "$what"
}

failed() {
  warn "$1. $(last_reason)"
  fail "All of the output is in $log"
}

# What the tool that ran last said at its end.
last_reason() { awk '/^--- / { text = ""; next } NF { text = text $0 "\n" } END { printf "%s", text }' "$log" | tail -n 5; }

# look PATH OPTION...: what the cluster answers, as JSON.
look() {
  node pvesh get "$@" --output-format json 2>>"$log" || failed "The cluster did not answer pvesh get $1"
}

# rows FIELD...: of a JSON list on standard input, one line for each object with its fields, separated by |
rows() {
  # shellcheck disable=SC2016
  perl -MJSON::PP -e '
    my $list = decode_json(do { local $/; <STDIN> });
    for my $o (@$list) {
      print join("|", map { my $v = $o->{$_} // ""; $v = $v ? 1 : 0 if ref $v; $v } @ARGV), "\n";
    }' -- "$@"
}

# A text as JSON; ends of lines become \n.
json() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  printf '"%s"' "${text//$'\n'/\\n}"
}

# --- containers -----------------------------------------------------------------------------------------------------

tag=mycopod

# whose ID NAME: absent, ours (by name and tag), elsewhere (a container of the name on another node), unfinished (still locked by
# its creation) or foreign.
whose() {
  local guests place config
  guests=$(look /cluster/resources --type vm) || exit 1
  place=$(rows vmid type node name <<<"$guests" | sed -n "s/^$1|//p")
  case $place in
    "") echo absent ;;
    "lxc|$(this_node)|"*)
      config=$(node pct config "$1" 2>>"$log") || failed "The configuration of container $1 could not be read"
      if is_named "$2" <<<"$config"; then echo ours; elif grep -qx "lock: create" <<<"$config"; then echo unfinished; else echo foreign; fi
      ;;
    "lxc|"*"|$2") echo elsewhere ;;
    *) echo foreign ;;
  esac
}

how_to_remove_unfinished() { printf 'Container %s was cut off while it was made. Look at it, remove it with "pct unlock %s && pct destroy %s"' "$1" "$1" "$1"; }

is_named() {
  local config
  config=$(cat)
  grep -qxF "hostname: $1" <<<"$config" && grep -qE "^tags: (.*;)?$tag(;.*)?\$" <<<"$config"
}

this_node() { hostname -s; }

# What was made, in words: the state file tells.
made() {
  local role
  for role in UI AGENT; do
    [[ -z $(kept "${role}_ID") ]] || echo "  container $(kept "${role}_ID"), $(kept "${role}_HOSTNAME")"
  done
  [[ -z $(kept TOKEN) ]] || echo "  API token $(kept TOKEN)"
  [[ -z $(kept ACL_USER)$(kept ACL_TOKEN) ]] || echo "  permissions on / for $(kept ACL_USER) $(kept ACL_TOKEN)"
  [[ -z $(kept USER) ]] || echo "  user $(kept USER)"
  [[ -z $(kept ROLE) ]] || echo "  role $(kept ROLE)"
  [[ -z $(kept TEMPLATE) ]] || echo "  template $(kept TEMPLATE) (downloaded)"
}
