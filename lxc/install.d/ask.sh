# shellcheck shell=bash
# Where a setting comes from: a var_* variable, what was answered the last time, a question, or what is usual.

mode=${mode:-}
problems=()

is_unattended() { [[ $mode == unattended ]]; }

has_dialogs() { [[ -t 0 && -t 1 ]] && command -v whiptail >/dev/null; }

dialog() { whiptail --backtitle "MycoPod" --title "Installation" "$@" 3>&1 1>&2 2>&3 9>&-; }

cancelled() { fail "Cancelled."; }

no_more() { fail "There are no more answers on standard input. With mode=unattended nothing is asked."; }

# ask TEXT DEFAULT: sets "reply".
ask() {
  if has_dialogs; then
    reply=$(dialog --inputbox "$1" 10 74 -- "$2") || cancelled
  else
    printf '%s%s: ' "$1" "${2:+ [$2]}"
    IFS= read -r reply || no_more
  fi
  reply=${reply:-$2}
}

ask_secret() {
  if has_dialogs; then
    reply=$(dialog --passwordbox "$1" 10 74) || cancelled
  else
    printf '%s: ' "$1"
    IFS= read -rs reply || no_more
    echo
  fi
}

# ask_one_of TEXT DEFAULT CHOICE...
ask_one_of() {
  local text=$1 default=$2 choice items=()
  shift 2
  if has_dialogs; then
    for choice in "$@"; do items+=("$choice" ""); done
    reply=$(dialog --default-item "$default" --menu "$text" 18 74 8 "${items[@]}") || cancelled
  else
    ask "$text ($(IFS=,; echo "$*"))" "$default"
  fi
}

# settle NAME DEFAULT CHECK TEXT [CHOICE...]: gives the variable its value. With an empty TEXT nothing is asked. What is not secret
# is kept for the next run.
settle() {
  local name=$1 default=${memory[$1]:-$2} check=$3 text=$4 value expected=
  shift 4
  value=${!name-}
  if [[ -z $value ]]; then
    value=$default
    [[ -z $text ]] || is_unattended || value=$(question "$text" "$default" "$check" "$@") || exit 1
  fi
  "$check" "$value" "$@"
  [[ -z $expected ]] || problems+=("$name is \"$value\": $expected")
  declare -g "$name=$value"
  keep "$name" "$value"
}

# The answer is the last line of standard output; the questions themselves go to the person.
question() {
  local text=$1 default=$2 check=$3 reply expected
  shift 3
  while :; do
    if (($#)); then ask_one_of "$text" "$default" "$@" >&6; else ask "$text" "$default" >&6; fi
    expected=
    "$check" "$reply" "$@"
    [[ -n $expected ]] || break
    warn "\"$reply\" does not do: $expected"
  done
  printf '%s\n' "$reply"
}

report_problems() {
  ((${#problems[@]})) || return 0
  warn "This cannot be installed as it is set:"
  local problem
  for problem in "${problems[@]}"; do warn "  $problem"; done
  exit 1
}

# --- checks ---------------------------------------------------------------------------------------------------------

# Each sets "expected" where a value does not do.

one_of() {
  local value=$1 choice
  shift
  for choice in "$@"; do [[ $choice != "$value" ]] || return 0; done
  expected="one of $*"
}

whole_number() { [[ $1 =~ ^[1-9][0-9]{0,6}$ ]] || expected="a whole number"; }

container_id() { [[ -z $1 || $1 =~ ^[1-9][0-9]{2,8}$ ]] || expected="a number from 100 to 999999999, or empty for the next free one"; }

vlan() { [[ -z $1 ]] || { [[ $1 =~ ^[1-9][0-9]{0,3}$ ]] && (($1 <= 4094)); } || expected="a number from 1 to 4094, or empty"; }

yes_or_no() { [[ $1 == yes || $1 == no ]] || expected="yes or no"; }

host_name() {
  [[ ${#1} -le 63 && $1 =~ ^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$ ]] || expected="a host name: letters, digits and -, as in mycopod-ui"
}

is_ipv4() {
  local part parts
  [[ $1 =~ ^[0-9]{1,3}(\.[0-9]{1,3}){3}$ ]] || return 1
  IFS=. read -ra parts <<<"$1"
  for part in "${parts[@]}"; do ((10#$part <= 255)) || return 1; done
}

address() {
  local bits=${1##*/}
  [[ $1 == dhcp ]] || { [[ $1 == */* && $bits =~ ^[0-9]{1,2}$ ]] && ((10#$bits >= 8 && 10#$bits <= 32)) && is_ipv4 "${1%/*}"; } ||
    expected="dhcp, or an IPv4 address with its prefix, as in 192.168.1.20/24"
}

gateway() { is_ipv4 "$1" || expected="the IPv4 address of the gateway, which an address that is not dhcp needs"; }

name_server() { [[ -z $1 ]] || is_ipv4 "$1" || expected="an IPv4 address, or empty for that of the node"; }

public_host() {
  [[ -z $1 ]] || is_ipv4 "$1" || [[ ${#1} -le 253 && $1 =~ ^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?$ ]] ||
    expected="a name or an IPv4 address without https:// and port, or empty for the container's address"
}

account_name() { [[ $1 =~ ^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$ ]] || expected="a name: letters, digits, . _ and -"; }

email() { [[ $1 =~ ^[^[:space:]@]+@[^[:space:]@]+$ ]] || expected="an e-mail address; it also signs what the Admin decides"; }

repository_url() { [[ -z $1 || $1 =~ ^https?://[^[:space:]@]+$ ]] || expected="an http or https address without a user in it, or empty for a local repository"; }

repository_user() { [[ $1 =~ ^[^[:space:]:]+$ ]] || expected="a user name, without spaces and colons"; }

access_name() { [[ $1 =~ ^[A-Za-z][A-Za-z0-9._-]{1,63}$ ]] || expected="a name: a letter, then letters, digits, . _ and -"; }

pve_user() { [[ $1 =~ ^[A-Za-z0-9][A-Za-z0-9._-]{0,40}@pve$ ]] || expected="a user of the realm pve, as in mycopod@pve"; }
