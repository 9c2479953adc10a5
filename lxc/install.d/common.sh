# shellcheck shell=bash
# What installing and uninstalling share: messages, the state file, the tools of the node.

home=/var/lib/mycopod-install
state=$home/state
log=$home/log
# In memory, so that no secret reaches a disk of the node; it is removed when the script ends.
work=/run/mycopod-install

umask 077

say() { printf '%s\n' "$*"; }

warn() { printf '%s\n' "$*" >&2; }

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
}

# --- the state file: KEY=value lines, read and never run; no secret stands in it ------------------------------------

# value_of KEY: of KEY=value lines on standard input.
value_of() {
  local line value=
  while IFS= read -r line; do
    [[ $line != "$1="* ]] || value=${line#"$1="}
  done
  printf '%s' "$value"
}

kept() { [[ ! -e $state ]] || value_of "$1" <"$state"; }

keep() { write_state "$1" "$1=$2"; }

forget() {
  local key
  for key in "$@"; do [[ -z $(kept "$key") ]] || write_state "$key"; done
}

# write_state KEY LINE...: the file without the key, and with these lines. Whoever reads it sees the old or the new content.
write_state() {
  local key=$1 line lines=()
  shift
  if [[ -e $state ]]; then
    while IFS= read -r line; do [[ $line == "$key="* ]] || lines+=("$line"); done <"$state"
  fi
  lines+=("$@")
  : >"$state.new"
  ((${#lines[@]} == 0)) || printf '%s\n' "${lines[@]}" >"$state.new"
  mv -f -- "$state.new" "$state"
}

# --- the tools of the node ------------------------------------------------------------------------------------------

# A tool neither reads the answers that are meant for this script nor keeps its lock.
node() {
  printf -- '--- %(%F %T)T %s %s\n' -1 "$1" "$2" >>"$log"
  "$@" </dev/null 9>&-
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
last_reason() { awk '/^--- / { text = ""; next } NF { text = text $0 "\n" } END { printf "%s", text }' "$log" | tail -n 3; }

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

# field NAME: of one JSON object on standard input.
field() {
  # shellcheck disable=SC2016
  perl -MJSON::PP -e 'print decode_json(do { local $/; <STDIN> })->{$ARGV[0]} // ""' -- "$1"
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
    [[ -z $(kept "${role}_ID") ]] || say "  container $(kept "${role}_ID"), $(kept "${role}_HOSTNAME")"
  done
  [[ -z $(kept TOKEN) ]] || say "  API token $(kept TOKEN)"
  [[ -z $(kept ACL_USER)$(kept ACL_TOKEN) ]] || say "  permissions on / for $(kept ACL_USER) $(kept ACL_TOKEN)"
  [[ -z $(kept USER) ]] || say "  user $(kept USER)"
  [[ -z $(kept ROLE) ]] || say "  role $(kept ROLE)"
  [[ -z $(kept TEMPLATE) ]] || say "  template $(kept TEMPLATE) (downloaded)"
}
